using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using OnboardingFlow.Engine.Observability;
using OnboardingFlow.Engine.Scheduling;

namespace OnboardingFlow.Engine.Storage;

/// <summary>
/// The one thread that writes. It commits all units that wait in one transaction (group commit), in the order in which they came, and only then tells
/// anybody. When the disk is full or fails, it keeps the batch and tries again, so that nothing is lost and everything goes on by itself.
/// </summary>
internal sealed class CommitWriter : IDisposable
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)];

    private readonly IEngineStore _store;
    private readonly EngineSurroundings _around;
    private readonly Mailbox<CommitUnit> _mailbox;
    private readonly IdleGate _gate;
    private readonly EngineHealth _health;
    private readonly EngineMetrics _metrics;
    private readonly EngineOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Action<Action> _postToLoop;
    private readonly Action _died;
    private readonly CancellationTokenSource _killed = new();
    private readonly Thread _thread;
    private List<CommitUnit> _units = [];

    public CommitWriter(
        IEngineStore store, EngineSurroundings around, IdleGate gate, EngineHealth health, EngineMetrics metrics, EngineOptions options, TimeProvider time,
        ILogger logger, Action<Action> postToLoop, Action died)
    {
        _metrics = metrics;
        (_store, _around, _gate, _health, _options, _time, _logger, _postToLoop, _died) = (store, around, gate, health, options, time, logger, postToLoop, died);
        _mailbox = new Mailbox<CommitUnit>(gate);
        _thread = new Thread(Run) { Name = "engine writer", IsBackground = true };
        if (around.OwnThreads)
        {
            _thread.Start();
        }
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

    public void Dispose() => _killed.Dispose();

    /// <summary>Commits what waits, on the calling thread: for a writer that was not given a thread. False when nothing waited.</summary>
    public bool RunPending()
    {
        var any = _mailbox.TryTake(ref _units);
        if (any)
        {
            CommitAll();
        }

        return any;
    }

    private void Run()
    {
        while (_mailbox.Take(ref _units) && CommitAll())
        {
        }
    }

    /// <summary>False when the engine must end.</summary>
    private bool CommitAll()
    {
        for (var from = 0; from < _units.Count; from += _options.MaxCommitBatch)
        {
            var batch = _units.GetRange(from, Math.Min(_options.MaxCommitBatch, _units.Count - from));
            if (!CommitUntilDurable(batch))
            {
                _died();
                _mailbox.Close(discard: true);
                _gate.Leave(_units.Count - from);
                return false;
            }

            Tell(batch);
        }

        return true;
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
                if (batch.Exists(unit => unit.Writes.Count > 0))
                {
                    _metrics.Committed(batch.Count, _store.Commit(batch));
                }

                _health.Recovered();
                return true;
            }
            catch (SqliteException e) when (IsPassing(e))
            {
                if (_health.Failed($"the engine's file can't be written: {e.Message}"))
                {
                    Log.StorageFailing(_logger, e);
                }

                Pause(Pauses[Math.Min(failures, Pauses.Length - 1)]);
            }
            catch (Exception e)
            {
                // Anything else is a fault of this program or a damaged file: going on could only make it worse.
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

    private void Pause(TimeSpan pause)
    {
        try
        {
            _around.Pause(pause, _time, _killed.Token);
        }
        catch (OperationCanceledException)
        {
            // Killed: the loop above ends.
        }
    }

    private static bool IsPassing(SqliteException e) => e.SqliteErrorCode is
        5 or 6 or 7 or 8 or 10 or 13 or 14; // BUSY, LOCKED, NOMEM, READONLY, IOERR, FULL, CANTOPEN
}
