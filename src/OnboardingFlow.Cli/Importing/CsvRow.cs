namespace OnboardingFlow.Cli.Importing;

/// <summary>A row as the file has it. Its text is a mask, for it holds a person's data.</summary>
/// <param name="Line">Line of the file where it begins, from 1; the header is line 1.</param>
/// <param name="Cells">Its cells.</param>
internal sealed record CsvRow(long Line, IReadOnlyList<string> Cells)
{
    /// <summary>The line alone.</summary>
    public override string ToString() => $"line {Line}";
}
