using Microsoft.Data.Sqlite;
using OnboardingFlow.Api.Auditing;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.LocalHost.Sqlite.Index;

namespace OnboardingFlow.LocalHost.Sqlite.Audit;

/// <summary>The audit trail in <c>audit.db</c>: the newest entries, a bounded number.</summary>
internal sealed class SqliteAuditTrail : IAuditTrail, IAsyncDisposable
{
    /// <summary>Name of the file in the data folder.</summary>
    public const string FileName = "audit.db";

    private readonly SqliteFile file;
    private readonly SqliteWriter writer;
    private readonly TimeProvider time;
    private readonly int kept;

    /// <param name="dataDirectory">The folder.</param>
    /// <param name="time">Gives the entries their time.</param>
    /// <param name="kept">Newest entries that are kept.</param>
    /// <exception cref="ActivityException">The file is damaged, of a newer release, or can't be opened.</exception>
    public SqliteAuditTrail(string dataDirectory, TimeProvider time, int kept = AuditSchema.EntriesKept)
    {
        this.kept = kept;
        this.time = time;
        (file, var connection) = SqliteFile.Open(Path.Combine(dataDirectory, FileName), AuditSchema.Migrations);
        writer = new SqliteWriter(file, connection);
    }

    /// <inheritdoc/>
    public async Task<long> BeginAsync(AuditOrder order, CancellationToken cancellationToken)
    {
        var at = time.GetUtcNow().UtcTicks;
        return await writer.WriteAsync(
            sql =>
            {
                sql.Execute(
                    "INSERT INTO entry (at, who, via, action, target) VALUES ($1, $2, $3, $4, $5)", at, order.Who, order.Via, order.Action, order.Target);
                var number = (int)sql.Find("SELECT last_insert_rowid()")!.Value;
                sql.Execute("DELETE FROM entry WHERE number <= $1", number - kept);
                return number;
            },
            erases: false,
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task EndAsync(long number, AuditResult result, CancellationToken cancellationToken) => writer.WriteAsync(
        sql => sql.Execute(
            "UPDATE entry SET verdict = $2, code = $3, matched = $4, done = $5, refused = $6 WHERE number = $1",
            number,
            result.Verdict,
            result.Code,
            result.Counts?.Matched,
            result.Counts?.Done,
            result.Counts?.Refused),
        erases: false,
        cancellationToken);

    /// <summary>Entries before a number (null: from the newest), newest first.</summary>
    public Task<IReadOnlyList<AuditEntry>> ListAsync(long? before, int count, CancellationToken cancellationToken) =>
        file.ReadAsync<IReadOnlyList<AuditEntry>>(connection => List(connection, before ?? long.MaxValue, count), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        file.CloseReaders();
        await writer.DisposeAsync();
    }

    private static List<AuditEntry> List(SqliteConnection connection, long before, int count)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT number, at, who, via, action, target, verdict, code, matched, done, refused FROM entry WHERE number < $before ORDER BY number DESC LIMIT $count";
        command.Parameters.AddWithValue("$before", before);
        command.Parameters.AddWithValue("$count", count);
        using var rows = command.ExecuteReader();
        var entries = new List<AuditEntry>(count);
        while (rows.Read())
        {
            entries.Add(new(
                rows.GetInt64(0),
                SummaryRow.Time(rows, 1),
                rows.GetString(2),
                rows.GetString(3),
                rows.GetString(4),
                rows.GetString(5),
                SummaryRow.Text(rows, 6),
                SummaryRow.Text(rows, 7),
                Number(rows, 8),
                Number(rows, 9),
                Number(rows, 10)));
        }

        return entries;
    }

    private static long? Number(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}
