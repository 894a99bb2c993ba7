using System.Globalization;
using CsvHelper;

namespace OnboardingFlow.Cli.Importing;

/// <summary>What became of each row: <c>line,out_user_id,instance_id,state,reason</c>.</summary>
internal static class ResultsFile
{
    /// <exception cref="CliException">The file can't be written.</exception>
    public static void Write(string path, IEnumerable<CheckedRow> rows, ImportJournal journal)
    {
        using var csv = CsvWriter.Create(OwnedFile.Open(path, FileMode.Create), new CsvWriterOptions { WriteByteOrderMark = true });
        csv.WriteHeader("line", "out_user_id", "instance_id", "state", "reason");
        foreach (var row in rows)
        {
            var entry = row.InstanceId is null
                ? new JournalLine(State: SendState.Invalid, Reason: string.Join("; ", row.Errors.Select(error => $"{error.Path} {error.Message}")))
                : journal.Find(row.InstanceId) ?? new JournalLine(State: SendState.NotSent);
            csv.WriteRecord(
                row.Row.Line.ToString(CultureInfo.InvariantCulture), row.OutUserId ?? "", row.InstanceId ?? "", StateNames.Of(entry.State!.Value), entry.Reason ?? "");
        }
    }
}
