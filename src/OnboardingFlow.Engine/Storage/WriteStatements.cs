using Microsoft.Data.Sqlite;

namespace OnboardingFlow.Engine.Storage;

/// <summary>The statements of the writer.</summary>
internal sealed class WriteStatements : IDisposable
{
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollback;
    private readonly Statement _insert;
    private readonly Statement _update;
    private readonly Statement _progress;
    private readonly Statement _append;
    private readonly Statement _drop;
    private readonly Statement _purge;
    private readonly Statement _purgeHistory;

    public WriteStatements(SqliteConnection connection)
    {
        var columns = Schema.InstanceColumns.Split(", ");
        _begin = new(connection, "BEGIN IMMEDIATE");
        _commit = new(connection, "COMMIT");
        _rollback = new(connection, "ROLLBACK");
        _insert = new(connection, $"INSERT INTO instance ({Schema.InstanceColumns}, key, id) VALUES ({string.Join(", ", columns.Select(_ => "?"))}, ?, ?)");
        _update = new(connection, $"UPDATE instance SET {string.Join(", ", columns.Select(column => column + " = ?"))} WHERE key = ?");

        // Names no column that an index of running instances holds: a turn writes its row and nothing else of this table.
        _progress = new(connection, "UPDATE instance SET updated_at = ?, turns = ?, events = ?, due_at = ?, needs_load = ?, custom_status = ? WHERE key = ?");
        _append = new(connection, "INSERT INTO history (key, run, execution, turn, record) VALUES (?, ?, ?, ?, ?)");
        _drop = new(connection, "DELETE FROM history WHERE key = ? AND run = ? AND execution = ?");
        _purge = new(connection, "DELETE FROM instance WHERE key = ?");
        _purgeHistory = new(connection, "DELETE FROM history WHERE key = ?");
    }

    public void Begin() => _begin.Run();

    public void Commit() => _commit.Run();

    public void Rollback() => _rollback.Run();

    public void Apply(Write write)
    {
        switch (write)
        {
            case Write.InsertInstance(var row):
                Expect(Columns(_insert, row).Bind(row.Key).Bind(row.Id).Run(), row.Id);
                break;
            case Write.UpdateInstance(var row):
                Expect(Columns(_update, row).Bind(row.Key).Run(), row.Id);
                break;
            case Write.UpdateProgress(var row):
                _progress.Bind(row.UpdatedAt).Bind(row.Turns).Bind(row.Events).Bind(row.DueAt).Bind(row.NeedsLoad ? 1 : 0).Bind(row.CustomStatus);
                Expect(_progress.Bind(row.Key).Run(), row.Id);
                break;
            case Write.AppendTurn append:
                _append.Bind(append.Key).Bind(append.Run).Bind(append.Execution).Bind(append.Turn).Bind(append.Record).Run();
                break;
            case Write.DropExecution drop:
                _drop.Bind(drop.Key).Bind(drop.Run).Bind(drop.Execution).Run();
                break;
            case Write.PurgeInstance(var key):
                _purge.Bind(key).Run();
                _purgeHistory.Bind(key).Run();
                break;
        }
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _begin, _commit, _rollback, _insert, _update, _progress, _append, _drop, _purge, _purgeHistory })
        {
            statement.Dispose();
        }
    }

    /// <summary>In the order of <see cref="Schema.InstanceColumns"/>.</summary>
    private static Statement Columns(Statement statement, InstanceRow row)
    {
        Span<byte> runId = stackalloc byte[16];
        row.RunId.TryWriteBytes(runId, bigEndian: true, out _);
        return statement
            .Bind(row.Orchestration).Bind(row.Version).Bind(row.Run).Bind(runId).Bind(row.Execution).Bind((int)row.Status)
            .Bind(row.CreatedAt).Bind(row.UpdatedAt).Bind(row.Turns).Bind(row.Events).Bind(row.DueAt).Bind(row.NeedsLoad ? 1 : 0)
            .Bind(row.CustomStatus).Bind(row.Output).Bind(row.Failure?.ErrorType).Bind(row.Failure?.Message)
            .Bind(row.Parent?.Key).Bind(row.Parent?.Run).Bind(row.Parent?.Execution).Bind(row.Parent?.TaskId).Bind(row.Caller?.Parent).Bind(row.Caller?.State);
    }

    private static void Expect(int rows, string id)
    {
        if (rows != 1)
        {
            throw new InvalidOperationException($"A write of instance '{id}' changed {rows} rows instead of one.");
        }
    }
}
