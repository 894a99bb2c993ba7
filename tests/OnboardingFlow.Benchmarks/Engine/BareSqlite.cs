using System.Diagnostics;
using Microsoft.Data.Sqlite;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.Storage;

namespace OnboardingFlow.Benchmarks.Engine;

/// <summary>
/// This machine's limits: what the engine writes for sequence5, written to bare SQLite (WAL, synchronous=FULL) by the same statements with no engine
/// around, so that a ratio shows what the engine adds and nothing else.
/// </summary>
internal sealed class BareSqlite : IDisposable
{
    /// <summary>Turns of one sequence5, each a history record and a write of the instance's row: its start and five outcomes.</summary>
    public const int Turns = 6;

    private const int InstancesPerBatch = 500;

    /// <summary>A turn of sequence5 as it is stored takes about as much.</summary>
    private static readonly byte[] Record = new byte[32];

    private readonly string _folder;
    private readonly bool _keep;
    private readonly SqliteConnection _connection;
    private readonly WriteStatements _statements;
    private long _next = 1;

    /// <param name="folder">Where to write; null for a new folder that is gone afterwards.</param>
    public BareSqlite(string? folder = null)
    {
        _keep = folder is not null;
        _folder = folder ?? Directory.CreateTempSubdirectory("bare-sqlite-").FullName;
        _connection = EngineFile.OpenForWriting(_folder, long.MaxValue, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        _statements = new WriteStatements(_connection);
    }

    /// <summary>Median time of a commit of one turn: what it takes to make something durable.</summary>
    public TimeSpan CommitTime() => Percentile.Of(CommitTimes(300, 1), 50);

    /// <summary>Times of so many commits of one turn, one after the other.</summary>
    public List<TimeSpan> CommitTimes(int count, int commits)
    {
        var times = new List<TimeSpan>();
        for (var i = 0; i < count; i++)
        {
            var started = Stopwatch.GetTimestamp();
            for (var commit = 0; commit < commits; commit++)
            {
                _statements.Begin();
                WriteTurn(_next++, 0);
                _statements.Commit();
            }

            times.Add(Stopwatch.GetElapsedTime(started));
        }

        return times;
    }

    /// <summary>Instances a second with hundreds of them in a transaction.</summary>
    public double BatchedPerSecond(int instances)
    {
        var started = Stopwatch.GetTimestamp();
        for (var done = 0; done < instances; done += InstancesPerBatch, _next += InstancesPerBatch)
        {
            // As many engines' turns come: the first turn of each instance, then the second of each, and so on.
            for (var turn = 0; turn < Turns; turn++)
            {
                _statements.Begin();
                for (var i = 0; i < InstancesPerBatch; i++)
                {
                    WriteTurn(_next + i, turn);
                }

                _statements.Commit();
            }
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
                _statements.Begin();
                WriteTurn(_next, turn);
                _statements.Commit();
            }
        }

        return instances / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    public void Dispose()
    {
        _statements.Dispose();
        _connection.Dispose();
        if (!_keep)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private void WriteTurn(long key, int turn)
    {
        var now = DateTimeOffset.UtcNow;
        var row = new InstanceRow(key, $"sequence-{key}")
        {
            Orchestration = EngineFolder.Sequence5,
            Version = "1",
            CreatedAt = now,
            UpdatedAt = now,
            RunId = Guid.Empty,
            Status = turn == Turns - 1 ? RuntimeStatus.Completed : RuntimeStatus.Running,
            Turns = turn + 1,
            Events = 2 * (turn + 1),
            NeedsLoad = turn < Turns - 1,
            Output = turn == Turns - 1 ? "done" : null,
        };
        _statements.Apply(turn switch
        {
            0 => new Write.InsertInstance(row),
            Turns - 1 => new Write.UpdateInstance(row),
            _ => new Write.UpdateProgress(row),
        });
        _statements.Apply(new Write.AppendTurn(key, 1, 0, turn, Record));
    }
}
