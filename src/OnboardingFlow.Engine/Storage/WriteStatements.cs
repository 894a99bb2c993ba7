using Microsoft.Data.Sqlite;

namespace OnboardingFlow.Engine.Storage;

/// <summary>The prepared statements of the writer.</summary>
internal sealed class WriteStatements : IDisposable
{
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _rollback;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _update;
    private readonly SqliteCommand _append;
    private readonly SqliteCommand _drop;
    private readonly SqliteCommand _purge;
    private readonly SqliteCommand _purgeHistory;

    public WriteStatements(SqliteConnection connection)
    {
        var columns = Schema.InstanceColumns.Split(", ");
        string[] row = ["key", .. columns];
        _begin = Prepare(connection, "BEGIN IMMEDIATE", []);
        _commit = Prepare(connection, "COMMIT", []);
        _rollback = Prepare(connection, "ROLLBACK", []);
        _insert = Prepare(connection, $"INSERT INTO instance (id, key, {Schema.InstanceColumns}) VALUES ($id, {string.Join(", ", row.Select(c => "$" + c))})", [.. row, "id"]);
        _update = Prepare(connection, $"UPDATE instance SET {string.Join(", ", columns.Select(c => $"{c} = ${c}"))} WHERE key = $key", row);
        _append = Prepare(
            connection,
            "INSERT INTO history (key, run, execution, turn, record) VALUES ($key, $run, $execution, $turn, $record)",
            ["key", "run", "execution", "turn", "record"]);
        _drop = Prepare(connection, "DELETE FROM history WHERE key = $key AND run = $run AND execution = $execution", ["key", "run", "execution"]);
        _purge = Prepare(connection, "DELETE FROM instance WHERE key = $key", ["key"]);
        _purgeHistory = Prepare(connection, "DELETE FROM history WHERE key = $key", ["key"]);
    }

    public void Begin() => _begin.ExecuteNonQuery();

    public void Commit() => _commit.ExecuteNonQuery();

    public void Rollback() => _rollback.ExecuteNonQuery();

    public void Apply(Write write)
    {
        switch (write)
        {
            case Write.InsertInstance insert:
                BindRow(_insert, insert.Row);
                _insert.Parameters[^1].Value = insert.Row.Id;
                Expect(_insert.ExecuteNonQuery(), insert.Row.Id);
                break;
            case Write.UpdateInstance update:
                BindRow(_update, update.Row);
                Expect(_update.ExecuteNonQuery(), update.Row.Id);
                break;
            case Write.AppendTurn append:
                Run(_append, append.Key, append.Run, append.Execution, append.Turn, append.Record);
                break;
            case Write.DropExecution drop:
                Run(_drop, drop.Key, drop.Run, drop.Execution);
                break;
            case Write.PurgeInstance purge:
                Run(_purge, purge.Key);
                Run(_purgeHistory, purge.Key);
                break;
        }
    }

    public void Dispose()
    {
        foreach (var command in new[] { _begin, _commit, _rollback, _insert, _update, _append, _drop, _purge, _purgeHistory })
        {
            command.Dispose();
        }
    }

    private static void BindRow(SqliteCommand command, InstanceRow row) => Bind(
        command,
        row.Key, row.Orchestration, row.Version, row.Run, row.RunId.ToByteArray(bigEndian: true), row.Execution, (int)row.Status, row.CreatedAt.UtcTicks, row.UpdatedAt.UtcTicks,
        row.Turns, row.Events, row.DueAt?.UtcTicks, row.NeedsLoad ? 1 : 0, row.CustomStatus, row.Output, row.Failure?.ErrorType, row.Failure?.Message,
        row.Parent?.Key, row.Parent?.Run, row.Parent?.Execution, row.Parent?.TaskId);

    private static void Run(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        Bind(command, values);
        command.ExecuteNonQuery();
    }

    private static void Bind(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }

    private static void Expect(int rows, string id)
    {
        if (rows != 1)
        {
            throw new InvalidOperationException($"A write of instance '{id}' changed {rows} rows instead of one.");
        }
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, IEnumerable<string> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
        {
            command.Parameters.Add(new SqliteParameter("$" + name, null));
        }

        command.Prepare();
        return command;
    }
}
