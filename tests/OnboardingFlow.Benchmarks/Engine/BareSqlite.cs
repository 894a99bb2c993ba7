using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace OnboardingFlow.Benchmarks.Engine;

/// <summary>This machine's limits: the rows of sequence5 written to bare SQLite (WAL, synchronous=FULL), with nothing around it.</summary>
internal sealed class BareSqlite : IDisposable
{
    /// <summary>Turns of one sequence5, each a history record and a write of the instance's row: its start and five outcomes.</summary>
    public const int Turns = 6;

    private const int InstancesPerBatch = 500;

    private readonly string _folder = Directory.CreateTempSubdirectory("bare-sqlite-").FullName;
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _row;
    private readonly SqliteCommand _record;
    private long _next;

    public BareSqlite()
    {
        _connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "bare.db")};Pooling=False");
        _connection.Open();
        Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000");
        Execute(
            """
            CREATE TABLE instance (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, row BLOB NOT NULL) STRICT;
            CREATE TABLE history (key INTEGER NOT NULL, turn INTEGER NOT NULL, record BLOB NOT NULL, PRIMARY KEY (key, turn)) STRICT, WITHOUT ROWID
            """);
        _row = Prepare("INSERT INTO instance VALUES ($key, $id, zeroblob(100)) ON CONFLICT (key) DO UPDATE SET row = excluded.row", "$key", "$id");
        _record = Prepare("INSERT INTO history VALUES ($key, $turn, zeroblob(40))", "$key", "$turn");
    }

    /// <summary>Median time of a commit of one small write: what it takes to make something durable.</summary>
    public TimeSpan CommitTime(int commits = 300)
    {
        var times = new List<TimeSpan>();
        for (var i = 0; i < commits; i++)
        {
            var started = Stopwatch.GetTimestamp();
            Execute("BEGIN IMMEDIATE");
            WriteTurn(_next++, 0);
            Execute("COMMIT");
            times.Add(Stopwatch.GetElapsedTime(started));
        }

        return Percentile.Of(times, 50);
    }

    /// <summary>Instances a second with hundreds of them in a transaction.</summary>
    public double BatchedPerSecond(int instances)
    {
        var started = Stopwatch.GetTimestamp();
        for (var done = 0; done < instances; done += InstancesPerBatch)
        {
            Execute("BEGIN IMMEDIATE");
            for (var i = 0; i < InstancesPerBatch * Turns; i++)
            {
                WriteTurn(_next + (i / Turns), i % Turns);
            }

            Execute("COMMIT");
            _next += InstancesPerBatch;
        }

        return instances / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Instances a second with a transaction for each step, as a naive engine would.</summary>
    public double NaivePerSecond(int instances)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < instances; i++, _next++)
        {
            for (var turn = 0; turn < Turns; turn++)
            {
                Execute("BEGIN IMMEDIATE");
                WriteTurn(_next, turn);
                Execute("COMMIT");
            }
        }

        return instances / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    public void Dispose()
    {
        _row.Dispose();
        _record.Dispose();
        _connection.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void WriteTurn(long key, int turn)
    {
        _row.Parameters[0].Value = key;
        _row.Parameters[1].Value = $"sequence-{key}";
        _row.ExecuteNonQuery();
        _record.Parameters[0].Value = key;
        _record.Parameters[1].Value = turn;
        _record.ExecuteNonQuery();
    }

    private SqliteCommand Prepare(string sql, params string[] parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new SqliteParameter(parameter, null));
        }

        command.Prepare();
        return command;
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
