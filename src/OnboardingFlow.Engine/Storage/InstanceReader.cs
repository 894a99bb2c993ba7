using System.Globalization;
using Microsoft.Data.Sqlite;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.History;
using OnboardingFlow.Engine.Observability;

namespace OnboardingFlow.Engine.Storage;

/// <summary>Reads what is committed, on a connection of its own. Used by one thread at a time.</summary>
internal sealed class InstanceReader(SqliteConnection connection) : IDisposable
{
    private const string Row = $"key, id, {Schema.InstanceColumns}";

    private readonly Dictionary<string, Statement> _prepared = [];

    public InstanceRow? Find(string id) => Query($"SELECT {Row} FROM instance WHERE id = ?1", ReadRow, id).FirstOrDefault();

    public InstanceRow? Find(long key) => Query($"SELECT {Row} FROM instance WHERE key = ?1", ReadRow, key).FirstOrDefault();

    /// <summary>The turns of the row's current execution.</summary>
    public List<HistoryTurn> Turns(InstanceRow row) => Query(
        "SELECT turn, record FROM history WHERE key = ?1 AND run = ?2 AND execution = ?3 ORDER BY turn", ReadTurn, row.Key, row.Run, row.Execution);

    /// <summary>The row, and the input of its current execution, of one moment.</summary>
    public (InstanceRow Row, string? Input)? FindWithInput(string id)
    {
        connection.Execute("BEGIN");
        try
        {
            if (Find(id) is not { } row)
            {
                return null;
            }

            var first = Query(
                "SELECT turn, record FROM history WHERE key = ?1 AND run = ?2 AND execution = ?3 ORDER BY turn LIMIT 1", ReadTurn, row.Key, row.Run, row.Execution);
            return (row, first.SelectMany(t => t.Inputs).OfType<HistoryEvent.ExecutionStarted>().FirstOrDefault()?.Input);
        }
        finally
        {
            connection.Execute("COMMIT");
        }
    }

    /// <summary>The last execution of each run that is still kept, of one instance, oldest run first.</summary>
    public List<InstanceHistory> Histories(string id)
    {
        connection.Execute("BEGIN");
        try
        {
            if (Find(id) is not { } row)
            {
                return [];
            }

            var executions = Query(
                "SELECT DISTINCT run, execution FROM history WHERE key = ?1 ORDER BY run, execution", r => (Run: (int)r.Integer(0), Execution: (int)r.Integer(1)), row.Key);
            return [.. executions.Select(e => new InstanceHistory(
                row.Id, row.Orchestration, row.Version, e.Run, row.RunId, e.Execution, Turns(row with { Run = e.Run, Execution = e.Execution })))];
        }
        finally
        {
            connection.Execute("COMMIT");
        }
    }

    /// <summary>What a starting engine must know of each instance that has not ended.</summary>
    public List<(long Key, RuntimeStatus Status, DateTimeOffset? DueAt, bool NeedsLoad)> Live() => Query(
        "SELECT key, status, due_at, needs_load FROM instance WHERE status < 3",
        r => (r.Integer(0), (RuntimeStatus)r.Integer(1), r.Time(2), r.Integer(3) != 0));

    public long LastKey() => Query("SELECT coalesce(max(key), 0) FROM instance", r => r.Integer(0)).Single();

    /// <summary>A page of rows in a status, newest first, after the given place.</summary>
    public List<InstanceRow> Page(RuntimeStatus status, InstanceFilter filter, DateTimeOffset createdBefore, long keyBefore, int size) => Query(
        $"""
        SELECT {Row} FROM instance
        WHERE status = ?1 AND (created_at, key) < (?2, ?3) AND created_at >= ?4 AND (?5 = '' OR orchestration = ?5)
        ORDER BY created_at DESC, key DESC LIMIT ?6
        """,
        ReadRow,
        (int)status, createdBefore.UtcTicks, keyBefore, filter.CreatedFrom.UtcTicks, filter.Orchestration ?? "", size);

    /// <summary>Ids of instances that ended before a time, those that ended first at the head.</summary>
    public List<string> EndedBefore(DateTimeOffset time, int size) => Query(
        "SELECT id FROM instance WHERE status >= 3 AND updated_at < ?1 ORDER BY updated_at LIMIT ?2", r => r.Text(0), time.UtcTicks, size);

    public void Dispose()
    {
        foreach (var statement in _prepared.Values)
        {
            statement.Dispose();
        }

        connection.Dispose();
    }

    private List<T> Query<T>(string sql, Func<Statement, T> read, params ReadOnlySpan<object> values)
    {
        if (!_prepared.TryGetValue(sql, out var statement))
        {
            _prepared[sql] = statement = new Statement(connection, sql);
        }

        foreach (var value in values)
        {
            _ = value is string text ? statement.Bind(text) : statement.Bind(Convert.ToInt64(value, CultureInfo.InvariantCulture));
        }

        return statement.ReadAll(read);
    }

    private static HistoryTurn ReadTurn(Statement r) => HistoryCodec.Decode((int)r.Integer(0), r.Blob(1));

    private static InstanceRow ReadRow(Statement r) => new(r.Integer(0), r.Text(1))
    {
        Orchestration = r.Text(2),
        Version = r.Text(3),
        Run = (int)r.Integer(4),
        RunId = new Guid(r.Blob(5), bigEndian: true),
        Execution = (int)r.Integer(6),
        Status = (RuntimeStatus)r.Integer(7),
        CreatedAt = r.Time(8)!.Value,
        UpdatedAt = r.Time(9)!.Value,
        Turns = (int)r.Integer(10),
        Events = (int)r.Integer(11),
        DueAt = r.Time(12),
        NeedsLoad = r.Integer(13) != 0,
        CustomStatus = r.TextOrNull(14),
        Output = r.TextOrNull(15),
        Failure = r.TextOrNull(16) is { } type ? new ActivityFailure(type, r.TextOrNull(17) ?? string.Empty) : null,
        Parent = r.IsNull(18) ? null : new ParentLink(r.Integer(18), (int)r.Integer(19), (int)r.Integer(20), (int)r.Integer(21)),
        Caller = r.TextOrNull(22) is { } traceParent ? new CallerTrace(traceParent, r.TextOrNull(23)) : null,
    };
}
