using System.Globalization;
using CsvHelper;
using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Cli.Importing;

/// <summary>What is wrong with a file, by line and column, for those who mend it. Values are masked; only their length is told.</summary>
internal sealed class ValidationReport(string path, ColumnPlan plan) : IDisposable
{
    private readonly CsvWriter _csv = Start(path);

    /// <summary>Adds a line for each thing that is wrong with a row.</summary>
    public void Add(CheckedRow row)
    {
        foreach (var error in row.Errors)
        {
            var planned = plan.Find(error.Path);
            var value = planned?.ValueIn(row.Row.Cells);
            _csv.WriteRecord(
                Number(row.Row.Line),
                planned?.Column is { } column ? Number(column + 1) : "",
                planned?.Header ?? "",
                error.Path,
                error.Message,
                value is null ? "" : $"{Sensitive.Mask} ({value.Length} characters)");
        }
    }

    public void Dispose() => _csv.Dispose();

    private static CsvWriter Start(string path)
    {
        // With its mark, so that a spreadsheet reads the Chinese headers right.
        var csv = CsvWriter.Create(OwnedFile.Open(path, FileMode.Create), new CsvWriterOptions { WriteByteOrderMark = true });
        csv.WriteHeader("line", "column", "header", "field", "problem", "value");
        return csv;
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
