using System.Diagnostics;

namespace OnboardingFlow.Cli.Importing;

/// <summary>One run of an import: every row is checked before the first is sent; nothing but the input holds a person's data.</summary>
internal sealed class ImportRun(CsvInput input, ColumnPlan plan, RowChecker checker, ImportFiles files)
{
    /// <summary>Checks every row and writes the report.</summary>
    /// <exception cref="CliException">The file can't be read, or the report not written.</exception>
    public (int Valid, int Invalid, TimeSpan Took) Check(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var (valid, invalid) = (0, 0);
        using var report = new ValidationReport(files.Report, plan);
        foreach (var row in Rows())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (row.Errors.Count == 0)
            {
                valid++;
            }
            else
            {
                invalid++;
                report.Add(row);
            }
        }

        return (valid, invalid, Stopwatch.GetElapsedTime(started));
    }

    /// <summary>Sends the valid rows that the journal doesn't know; writes the results file however it ends.</summary>
    /// <exception cref="CliException">The other side can't be reached, or takes nothing from us.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task SendAsync(ImportSender sender, ImportJournal journal, int perSecond, CancellationToken cancellationToken)
    {
        try
        {
            await sender.SendAsync(ValidRows(), perSecond, cancellationToken);
        }
        finally
        {
            ResultsFile.Write(files.Results, Rows(), journal);
        }
    }

    /// <summary>How many valid rows an earlier run has sent.</summary>
    public int CountDone(ImportJournal journal) => ValidRows().Count(row => journal.IsDone(row.InstanceId!));

    private IEnumerable<CheckedRow> Rows() => checker.Check(input.ReadRows());

    private IEnumerable<CheckedRow> ValidRows() => Rows().Where(row => row.Errors.Count == 0);
}
