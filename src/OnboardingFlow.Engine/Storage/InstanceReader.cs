using Microsoft.Data.Sqlite;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.History;

namespace OnboardingFlow.Engine.Storage;

/// <summary>Reads what is committed, on a connection of its own. Used by one thread at a time.</summary>
internal sealed class InstanceReader(SqliteConnection connection) : IDisposable
{
    private const string Row = $"key, id, {Schema.InstanceColumns}";

    private readonly Dictionary<string, SqliteCommand> _prepared = [];

    public InstanceRow? Find(string id) => Query($"SELECT {Row} FROM instance WHERE id = $0", ReadRow, id).FirstOrDefault();

    public InstanceRow? Find(long key) => Query($"SELECT {Row} FROM instance WHERE key = $0", ReadRow, key).FirstOrDefault();

    /// <summary>The turns of the row's current execution.</summary>
    public List<HistoryTurn> Turns(InstanceRow row) => Query(
        "SELECT turn, record FROM history WHERE key = $0 AND run = $1 AND execution = $2 ORDER BY turn", ReadTurn, row.Key, row.Run, row.Execution);

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
                "SELECT turn, record FROM history WHERE key = $0 AND run = $1 AND execution = $2 ORDER BY turn LIMIT 1", ReadTurn, row.Key, row.Run, row.Execution);
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
                "SELECT DISTINCT run, execution FROM history WHERE key = $0 ORDER BY run, execution", r => (Run: r.GetInt32(0), Execution: r.GetInt32(1)), row.Key);
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
        r => (r.GetInt64(0), (RuntimeStatus)r.GetInt32(1), Time(r, 2), r.GetBoolean(3)));

    public long LastKey() => Query("SELECT coalesce(max(key), 0) FROM instance", r => r.GetInt64(0)).Single();

    /// <summary>A page of rows in a status, newest first, after the given place.</summary>
    public List<InstanceRow> Page(RuntimeStatus status, DateTimeOffset createdBefore, long keyBefore, int size) => Query(
        $"SELECT {Row} FROM instance WHERE status = $0 AND (created_at, key) < ($1, $2) ORDER BY created_at DESC, key DESC LIMIT $3",
        ReadRow,
        (int)status, createdBefore.UtcTicks, keyBefore, size);

    /// <summary>Ids of instances that ended before a time, those that ended first at the head.</summary>
    public List<string> EndedBefore(DateTimeOffset time, int size) => Query(
        "SELECT id FROM instance WHERE status >= 3 AND updated_at < $0 ORDER BY updated_at LIMIT $1", r => r.GetString(0), time.UtcTicks, size);

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }

        connection.Dispose();
    }

    private List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter($"${i}", null));
            }

            _prepared[sql] = command;
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static HistoryTurn ReadTurn(SqliteDataReader r) => HistoryCodec.Decode(r.GetInt32(0), r.GetFieldValue<byte[]>(1));

    private static InstanceRow ReadRow(SqliteDataReader r) => new(r.GetInt64(0), r.GetString(1))
    {
        Orchestration = r.GetString(2),
        Version = r.GetString(3),
        Run = r.GetInt32(4),
        RunId = new Guid(r.GetFieldValue<byte[]>(5), bigEndian: true),
        Execution = r.GetInt32(6),
        Status = (RuntimeStatus)r.GetInt32(7),
        CreatedAt = Time(r, 8)!.Value,
        UpdatedAt = Time(r, 9)!.Value,
        Turns = r.GetInt32(10),
        Events = r.GetInt32(11),
        DueAt = Time(r, 12),
        NeedsLoad = r.GetBoolean(13),
        CustomStatus = Text(r, 14),
        Output = Text(r, 15),
        Failure = Text(r, 16) is { } type ? new ActivityFailure(type, Text(r, 17) ?? string.Empty) : null,
        Parent = r.IsDBNull(18) ? null : new ParentLink(r.GetInt64(18), r.GetInt32(19), r.GetInt32(20), r.GetInt32(21)),
    };

    private static string? Text(SqliteDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);

    private static DateTimeOffset? Time(SqliteDataReader r, int column) => r.IsDBNull(column) ? null : new DateTimeOffset(r.GetInt64(column), TimeSpan.Zero);
}
