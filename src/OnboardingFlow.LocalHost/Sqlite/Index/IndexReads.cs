using Microsoft.Data.Sqlite;
using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.LocalHost.Sqlite.Index;

/// <summary>The reads of <c>index.db</c>.</summary>
internal static class IndexReads
{
    public static OnboardingSummary? Find(SqliteConnection connection, string instanceId)
    {
        using var rows = Query(connection, $"SELECT {SummaryRow.Columns} FROM onboarding WHERE id = $id", instanceId);
        return rows.Read() ? SummaryRow.Read(rows) : null;
    }

    public static OnboardingPage List(SqliteConnection connection, PageQuery query, OnboardingFilter filter, int pageSize)
    {
        using var command = query.ToCommand(connection, pageSize + 1); // one more tells whether a page follows
        using var rows = command.ExecuteReader();
        var items = new List<OnboardingSummary>(pageSize);
        while (rows.Read())
        {
            if (items.Count == pageSize)
            {
                return new(items, new PagePosition(items[^1].CreatedAt.UtcTicks, items[^1].Id).ToToken(filter));
            }

            items.Add(SummaryRow.Read(rows));
        }

        return new(items, ContinuationToken: null);
    }

    public static Timeline? Timeline(SqliteConnection connection, string instanceId)
    {
        using var snapshot = connection.BeginTransaction(deferred: true);
        if (Find(connection, instanceId) is null)
        {
            return null;
        }

        using var rows = Query(
            connection, "SELECT run, number, at, kind, name, attempt, duration_ms, result, code FROM timeline WHERE id = $id ORDER BY run, number", instanceId);
        var (entries, notes) = (new List<TimelineEntry>(), new List<TimelineEntry>());
        var truncated = false;
        while (rows.Read())
        {
            var number = rows.GetInt32(1);
            if (number is >= Core.Index.Timeline.MaxEntriesPerRun and < IndexSchema.FirstNote)
            {
                truncated = true;
                continue;
            }

            (number < IndexSchema.FirstNote ? entries : notes).Add(new(
                Run: rows.GetInt32(0),
                At: SummaryRow.Time(rows, 2),
                Kind: rows.GetString(3),
                Name: rows.GetString(4),
                Attempt: rows.GetInt32(5),
                DurationMs: rows.IsDBNull(6) ? null : rows.GetInt64(6),
                Result: rows.GetString(7),
                Code: SummaryRow.Text(rows, 8)));
        }

        return Core.Index.Timeline.Of(entries, notes, truncated);
    }

    public static OnboardingCounts Count(SqliteConnection connection)
    {
        using var snapshot = connection.BeginTransaction(deferred: true);
        return Count(connection, snapshot);
    }

    /// <summary>The same within a transaction, so that what else is read there fits.</summary>
    public static OnboardingCounts Count(SqliteConnection connection, SqliteTransaction snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var steps = Enum.GetValues<OnboardingStep>().ToDictionary(step => step, _ => 0L);
        var ended = new List<(OutcomeKind Outcome, string? Code, string? BankType, long Count)>();
        using (var rows = Query(connection, "SELECT state, code, bank_type, onboardings FROM tally WHERE onboardings > 0 ORDER BY state, code, bank_type"))
        {
            while (rows.Read())
            {
                if (Enum.TryParse<OutcomeKind>(rows.GetString(0), out var outcome))
                {
                    ended.Add((outcome, NullIfEmpty(rows.GetString(1)), NullIfEmpty(rows.GetString(2)), rows.GetInt64(3)));
                }
                else
                {
                    steps[Enum.Parse<OnboardingStep>(rows.GetString(0))] += rows.GetInt64(3);
                }
            }
        }

        using var oldest = Query(
            connection, $"SELECT min(step_since) FROM onboarding INDEXED BY onboarding_waiting WHERE state = '{OnboardingStep.AwaitingContract}' AND outcome IS NULL");
        return new(
            steps,
            [.. ended.GroupBy(end => (end.Outcome, end.Code)).Select(group => new OutcomeCount(group.Key.Outcome, group.Key.Code, group.Sum(end => end.Count)))],
            [.. from end in ended
                where end.BankType is not null
                group end.Count by (end.BankType, end.Code) into counts
                orderby counts.Key.BankType, counts.Key.Code
                select new BankTypeCount(counts.Key.BankType, counts.Key.Code, counts.Sum())],
            oldest.Read() && !oldest.IsDBNull(0) ? SummaryRow.Time(oldest, 0) : null);
    }

    public static IReadOnlyList<string> SeenRequests(SqliteConnection connection, string instanceId)
    {
        using var rows = Query(connection, "SELECT hash FROM seen_request WHERE id = $id ORDER BY number", instanceId);
        var hashes = new List<string>(IndexSchema.RequestsKept);
        while (rows.Read())
        {
            hashes.Add(rows.GetString(0));
        }

        return hashes;
    }

    private static SqliteDataReader Query(SqliteConnection connection, string sql, string? instanceId = null)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        if (instanceId is not null)
        {
            command.Parameters.AddWithValue("$id", instanceId);
        }

        return command.ExecuteReader();
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
