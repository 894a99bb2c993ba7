using System.Globalization;
using Microsoft.Data.Sqlite;

namespace OnboardingFlow.Benchmarks.Pages;

/// <summary>Fills a stopped host's read model, as a season of enrolments would have: most ended, in a month, of forty schools.</summary>
internal static class StoredOnboardings
{
    private const int EntriesEach = 12;

    // The id has the form of ours, so that every page treats it as one.
    private const string Sql = """
        WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $count)
        INSERT INTO onboarding (id, run, position, organization_id, out_user_id, step, step_since, attempt, waiting_until, outcome, code, message, ended_at, created_at, updated_at)
        SELECT
            'ob-' || substr('aaaaaaaaaaaaaaaaaaaaaaaaaa', 1, 26 - length(cast(i AS TEXT))) || translated(i), 1, 12, 'O' || (i % 40), 'user-' || i,
            CASE WHEN i % 100 < 72 THEN 'Completing' WHEN i % 100 < 78 THEN 'NeedsAttention' WHEN i % 100 < 80 THEN 'AwaitingReview' WHEN i % 100 < 85 THEN 'CheckingIdentity' ELSE 'AwaitingContract' END,
            $now - i * 26000000, 1, CASE WHEN i % 100 BETWEEN 72 AND 91 THEN $now + 1000000000000 END,
            CASE WHEN i % 100 < 72 THEN 'Completed' WHEN i % 100 BETWEEN 80 AND 84 THEN 'Rejected' WHEN i % 100 > 91 THEN 'Expired' END,
            CASE WHEN i % 100 BETWEEN 80 AND 84 THEN 'CODE_' || char(65 + i % 7) WHEN i % 100 > 91 THEN 'DEADLINE_PASSED' END,
            NULL, $now - i * 26000000, $now - i * 26000000 - 600000000, $now - i * 26000000
        FROM n
        """;

    private const string Entries = """
        WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $each)
        INSERT INTO timeline (id, run, number, at, kind, name, attempt, duration_ms, result, code)
        SELECT id, 1, i, created_at + i * 50000000, CASE i % 3 WHEN 0 THEN 'step' WHEN 1 THEN 'activity' ELSE 'event' END, 'Name' || i, 1, CASE i % 3 WHEN 1 THEN 120 END, 'ok', NULL
        FROM onboarding, n
        """;

    private const string Audit = """
        WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < 100000)
        INSERT INTO entry (at, who, via, action, target, verdict) SELECT $now - i, 'operator', 'page', 'retry', 'ob-aaaaaaaaaaaaaaaaaaaaaaaaaa', 'done' FROM n
        """;

    /// <summary>Adds them; returns one's id.</summary>
    public static string Add(string folder, int count, DateTimeOffset now)
    {
        Run(Path.Combine(folder, "audit.db"), Audit, ("$now", now.UtcTicks));
        Run(Path.Combine(folder, "index.db"), Sql, ("$count", count), ("$now", now.UtcTicks));
        Run(Path.Combine(folder, "index.db"), Entries, ("$each", EntriesEach));
        return IdOf(count / 2);
    }

    private static string IdOf(int number)
    {
        var digits = Letters(number);
        return "ob-" + new string('a', 26 - digits.Length) + digits;
    }

    /// <summary>A number in letters of our alphabet: 0 is b, 9 is k.</summary>
    private static string Letters(long number) =>
        string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => (char)('b' + (digit - '0'))));

    private static void Run(string file, string sql, params (string Name, object Value)[] parameters)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        connection.CreateFunction("translated", (long number) => Letters(number), isDeterministic: true);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        command.ExecuteNonQuery();
    }
}
