using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using OnboardingFlow.Engine.Scheduling;

namespace OnboardingFlow.Engine.Storage;

/// <summary>
/// The one thread that writes. It commits all units that wait in one transaction (group commit), in the order in which they came, and only then tells
/// anybody. When the disk is full or fails, it keeps the batch and tries again, so that nothing is lost and everything goes on by itself.
/// </summary>
internal sealed class CommitWriter : IDisposable
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)];

    private readonly SqliteConnection _connection;
    private readonly WriteStatements _statements;
    private readonly Mailbox<CommitUnit> _mailbox;
    private readonly IdleGate _gate;
    private readonly EngineHealth _health;
    private readonly EngineOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Action<Action> _postToLoop;
    private readonly Action _died;
    private readonly CancellationTokenSource _killed = new();
    private readonly Thread _thread;

    public CommitWriter(
        SqliteConnection connection, IdleGate gate, EngineHealth health, EngineOptions options, TimeProvider time, ILogger logger, Action<Action> postToLoop,
        Action died)
    {
        (_connection, _gate, _health, _options, _time, _logger, _postToLoop, _died) = (connection, gate, health, options, time, logger, postToLoop, died);
        _statements = new WriteStatements(connection);
        _mailbox = new Mailbox<CommitUnit>(gate);
        _thread = new Thread(Run) { Name = "engine writer", IsBackground = true };
        _thread.Start();
    }

    public int Waiting => _mailbox.Count;

    public void Enqueue(CommitUnit unit) => _mailbox.Post(unit);

    /// <summary>Commits what waits and ends.</summary>
    public void Finish()
    {
        _mailbox.Close(discard: false);
        _thread.Join();
    }

    /// <summary>Ends as if the process died: what isn't committed is gone.</summary>
    public void Kill()
    {
        _killed.Cancel();
        _mailbox.Close(discard: true);
        if (Thread.CurrentThread != _thread)
        {
            _thread.Join();
        }
    }

    public void Dispose()
    {
        _statements.Dispose();
        _connection.Dispose();
        _killed.Dispose();
    }

    private void Run()
    {
        var units = new List<CommitUnit>();
        while (_mailbox.Take(ref units))
        {
            for (var from = 0; from < units.Count; from += _options.MaxCommitBatch)
            {
                var batch = units.GetRange(from, Math.Min(_options.MaxCommitBatch, units.Count - from));
                if (!CommitUntilDurable(batch))
                {
                    _died();
                    _mailbox.Close(discard: true);
                    _gate.Leave(units.Count - from);
                    return;
                }

                Tell(batch);
            }
        }
    }

    private void Tell(List<CommitUnit> batch)
    {
        foreach (var unit in batch)
        {
            unit.Replies.ForEach(reply => reply());
        }

        _postToLoop(() => batch.ForEach(unit => unit.Committed?.Invoke()));
        _gate.Leave(batch.Count);
    }

    private bool CommitUntilDurable(List<CommitUnit> batch)
    {
        for (var failures = 0; !_killed.IsCancellationRequested; failures++)
        {
            try
            {
                Commit(batch);
                _health.Recovered();
                return true;
            }
            catch (SqliteException e) when (IsPassing(e))
            {
                RollBack();
                if (_health.Failed($"the engine's file can't be written: {e.Message}"))
                {
                    Log.StorageFailing(_logger, e);
                }

                Pause(Pauses[Math.Min(failures, Pauses.Length - 1)]);
            }
            catch (Exception e)
            {
                // Anything else is a fault of this program or a damaged file: going on could only make it worse.
                RollBack();
                _health.Failed($"the engine stopped: {e.GetType().Name}");
                if (e is not SimulatedCrashException)
                {
                    Log.WriterFailed(_logger, e);
                }

                return false;
            }
        }

        return false;
    }

    private void Commit(List<CommitUnit> batch)
    {
        if (batch.TrueForAll(unit => unit.Writes.Count == 0))
        {
            return;
        }

        _statements.Begin();
        foreach (var unit in batch)
        {
            foreach (var write in unit.Writes)
            {
                _statements.Apply(write);
            }
        }

        _options.CommitHook?.Invoke(CommitPoint.Before);
        _statements.Commit();
        _options.CommitHook?.Invoke(CommitPoint.After);
    }

    private void RollBack()
    {
        // SQLite has rolled back by itself after some errors.
        if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0)
        {
            _statements.Rollback();
        }
    }

    private void Pause(TimeSpan pause)
    {
        try
        {
            Task.Delay(pause, _time, _killed.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            // Killed: the loop above ends.
        }
    }

    private static bool IsPassing(SqliteException e) => e.SqliteErrorCode is
        5 or 6 or 7 or 8 or 10 or 13 or 14; // BUSY, LOCKED, NOMEM, READONLY, IOERR, FULL, CANTOPEN
}
