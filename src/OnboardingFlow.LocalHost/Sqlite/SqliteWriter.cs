using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using OnboardingFlow.Core.Ports;
using SQLitePCL;

namespace OnboardingFlow.LocalHost.Sqlite;

/// <summary>
/// The one writer of a file, on a thread of its own. Writes that wait while it commits share the next transaction, and so one fsync; a caller is
/// answered only after the commit that holds its write.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    /// <summary>Most writes in one transaction.</summary>
    public const int MaxBatch = 512;

    /// <summary>
    /// Least time from one commit to the next, in real time. A write that comes alone is committed at once; under load this makes the writes share
    /// transactions rather than each pay for its own pages and fsync.
    /// </summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(5);

    /// <summary>Most writes waiting; further callers wait to get in.</summary>
    public const int MaxQueued = 8192;

    private readonly string path;
    private readonly SqliteConnection connection;
    private readonly SqliteStatements statements;
    private readonly Channel<SqliteWrite> queue = Channel.CreateBounded<SqliteWrite>(new BoundedChannelOptions(MaxQueued) { SingleReader = true });
    private readonly Thread thread;
    private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SqliteWriter(SqliteFile file, SqliteConnection connection)
    {
        path = file.Path;
        this.connection = connection;
        statements = new SqliteStatements(connection);
        thread = new Thread(Loop) { IsBackground = true, Name = "sqlite " + Path.GetFileName(path) };
        thread.Start();
    }

    /// <summary>Writes; durable when the task completes.</summary>
    /// <param name="work">The statements. Runs on the writer's thread, maybe twice, and touches nothing but the database.</param>
    /// <param name="erases">See <see cref="SqliteWrite"/>.</param>
    /// <param name="cancellationToken">Ends the caller's wait; the write may still happen.</param>
    /// <exception cref="ActivityException">It wasn't written.</exception>
    public async Task<int> WriteAsync(Func<SqliteStatements, int> work, bool erases, CancellationToken cancellationToken)
    {
        var write = new SqliteWrite(work, erases);
        await queue.Writer.WriteAsync(write, cancellationToken);
        return await write.Completion.WaitAsync(cancellationToken);
    }

    /// <summary>Writes what is waiting, then closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (queue.Writer.TryComplete())
        {
            await stopped.Task;
            statements.Dispose();
            await connection.DisposeAsync();
        }
    }

    private void Loop()
    {
        var batch = new List<SqliteWrite>(MaxBatch);
        var committed = 0L;
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            if (committed != 0 && Pace - Stopwatch.GetElapsedTime(committed) is { Ticks: > 0 } rest)
            {
                Thread.Sleep(rest);
            }

            while (batch.Count < MaxBatch && queue.Reader.TryRead(out var write))
            {
                batch.Add(write);
            }

            committed = Stopwatch.GetTimestamp();
            CommitAll(batch);
            batch.Clear();
        }

        stopped.SetResult();
    }

    /// <summary>A write that fails takes nobody with it: then each is tried alone.</summary>
    private void CommitAll(List<SqliteWrite> batch)
    {
        var fault = TryCommit(batch);
        if (fault is null)
        {
            Answer(batch);
            return;
        }

        foreach (var write in batch)
        {
            if ((batch.Count == 1 ? fault : TryCommit([write])) is { } own)
            {
                write.Failed(own);
            }
            else
            {
                Answer([write]);
            }
        }
    }

    private Exception? TryCommit(List<SqliteWrite> batch)
    {
        try
        {
            statements.Execute("BEGIN IMMEDIATE");
            foreach (var write in batch)
            {
                write.Run(statements);
            }

            statements.Execute("COMMIT");
            return null;
        }
        catch (Exception e)
        {
            // Whatever a write throws goes to its caller; the thread lives on for the others.
            if (raw.sqlite3_get_autocommit(connection.Handle) == 0)
            {
                statements.Execute("ROLLBACK");
            }

            return AsFault(e);
        }
    }

    private void Answer(List<SqliteWrite> committed)
    {
        var fault = committed.Exists(write => write.Erases) ? TryEmptyLog() : null;
        foreach (var write in committed)
        {
            if (write.Erases && fault is not null)
            {
                write.Failed(fault);
            }
            else
            {
                write.Done();
            }
        }
    }

    /// <summary>Moves the log into the file and cuts it to nothing: until then old pages lie in it.</summary>
    private Exception? TryEmptyLog()
    {
        try
        {
            // The first column says whether a reader stood in the way, after waiting for the busy time-out.
            return statements.Find("PRAGMA wal_checkpoint(TRUNCATE)") == 0
                ? null
                : new ActivityException(ErrorTypes.Transient, $"{path}: a long read keeps the write-ahead log from being emptied");
        }
        catch (Exception e)
        {
            return AsFault(e);
        }
    }

    private Exception AsFault(Exception error) => error is SqliteException sqlite ? SqliteFault.From(path, sqlite) : error;
}
