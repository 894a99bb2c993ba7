namespace OnboardingFlow.Cli.Importing;

/// <summary>A field and where its values come from.</summary>
/// <param name="Field">The field.</param>
/// <param name="Column">Index of its column, from 0; null when the file has none.</param>
/// <param name="Header">That column's header.</param>
/// <param name="Default">What a row without a value gets.</param>
internal sealed record PlannedField(ImportField Field, int? Column, string? Header, string? Default)
{
    /// <summary>Its value in a row; null when there is none.</summary>
    public string? ValueIn(IReadOnlyList<string> cells)
    {
        var cell = Column is { } column && column < cells.Count ? cells[column].Trim() : "";
        return cell.Length == 0 ? Default : Field.Words.GetValueOrDefault(cell, cell);
    }
}
