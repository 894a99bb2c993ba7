using OnboardingFlow.Engine.Scheduling;

namespace OnboardingFlow.Engine.Activities;

/// <summary>
/// Runs activities on the thread pool, so many at once as allowed, in the order in which they were scheduled. Those with limits of their own wait in lanes,
/// so that they take no place from others.
/// </summary>
internal sealed class ActivityPool : IDisposable
{
    private readonly EngineOptions _options;
    private readonly ActivityRunner _runner;
    private readonly DeliveryLedger _ledger;
    private readonly IdleGate _gate;
    private readonly TimeProvider _time;
    private readonly Action<Func<Task>> _runElsewhere;
    private readonly Action<ActivityWork, ActivityOutcome> _done;
    private readonly Dictionary<string, ActivityLane> _lanes;
    private readonly ActivityLane _suspects = new(maxConcurrent: 1);
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private readonly Queue<ActivityWork> _queue = new();
    private readonly HashSet<ActivityCall> _inFlight = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? _room;
    private DateTimeOffset? _nextStart;
    private int _inLanes;
    private int _running;
    private bool _ends;

    public ActivityPool(
        ActivityRunner runner, EngineOptions options, DeliveryLedger ledger, IdleGate gate, TimeProvider time,
        Action<Func<Task>> runElsewhere, Action<ActivityWork, ActivityOutcome> done)
    {
        (_runner, _options, _ledger, _gate) = (runner, options, ledger, gate);
        (_time, _runElsewhere, _done) = (time, runElsewhere, done);
        _lanes = options.Activities.ToDictionary(
            limit => limit.Key,
            limit => new ActivityLane(limit.Value.MaxConcurrent ?? int.MaxValue, limit.Value.MaxPerSecond ?? double.PositiveInfinity),
            StringComparer.Ordinal);
        _timer = time.CreateTimer(_ => Advance(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public int Running
    {
        get
        {
            lock (_lock)
            {
                return _running;
            }
        }
    }

    public int Queued
    {
        get
        {
            lock (_lock)
            {
                return _queue.Count + _inLanes;
            }
        }
    }

    /// <summary>When the next activity may start that its rate holds back.</summary>
    public DateTimeOffset? NextStart
    {
        get
        {
            lock (_lock)
            {
                return _nextStart;
            }
        }
    }

    /// <summary>Runs an attempt when there is a place; does nothing when the call is queued or running already.</summary>
    public void Enqueue(ActivityWork work)
    {
        lock (_lock)
        {
            if (_ends || !_inFlight.Add(work.Call))
            {
                return;
            }

            if (_ledger.Deaths(work.Call) > 0)
            {
                _inLanes++;
                _suspects.Add(work);
                Advance();
            }
            else
            {
                EnterLane(work);
            }
        }
    }

    /// <summary>The outcome was taken note of: the call may be enqueued again.</summary>
    public void Forget(ActivityCall call)
    {
        lock (_lock)
        {
            _inFlight.Remove(call);
        }
    }

    /// <summary>Completes when the queue is shorter than its limit.</summary>
    public Task WaitForRoomAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_queue.Count + _inLanes < _options.MaxQueuedActivities)
            {
                return Task.CompletedTask;
            }

            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _room.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Drops what is queued and cancels what runs. The task completes when nothing runs any more.</summary>
    public Task StopAsync()
    {
        lock (_lock)
        {
            _ends = true;
            _gate.Leave(_queue.Count);
            _queue.Clear();
            if (_running == 0)
            {
                _stopped.TrySetResult();
            }
        }

        _stopping.Cancel();
        return _stopped.Task;
    }

    public void Dispose()
    {
        _timer.Dispose();
        _stopping.Dispose();
    }

    private void EnterLane(ActivityWork work)
    {
        if (_lanes.TryGetValue(work.Name, out var lane))
        {
            _inLanes++;
            lane.Add(work);
            Advance();
        }
        else
        {
            EnterQueue(work);
        }
    }

    private void EnterQueue(ActivityWork work)
    {
        _gate.Enter();
        _queue.Enqueue(work);
        if (_running < _options.MaxConcurrentActivities)
        {
            _running++;
            _runElsewhere(RunQueuedAsync);
        }
    }

    /// <summary>Lets those go on that their lanes let through by now.</summary>
    private void Advance()
    {
        lock (_lock)
        {
            if (_ends)
            {
                return;
            }

            var now = _time.GetElapsedTime(0);
            while (_suspects.Take(now) is { } suspect)
            {
                _inLanes--;
                EnterLane(suspect);
            }

            TimeSpan? next = null;
            foreach (var lane in _lanes.Values)
            {
                while (lane.Take(now) is { } work)
                {
                    _inLanes--;
                    EnterQueue(work);
                }

                next = next is { } known && !(lane.NextStart < known) ? known : lane.NextStart;
            }

            // Timers count whole milliseconds.
            var wait = next is { } at ? TimeSpan.FromMilliseconds(Math.Ceiling((at - now).TotalMilliseconds)) : Timeout.InfiniteTimeSpan;
            _nextStart = next is null ? null : _time.GetUtcNow() + wait;
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    private void LeaveLanes(ActivityWork work, bool wasSuspect)
    {
        if (!wasSuspect && !_lanes.ContainsKey(work.Name))
        {
            return;
        }

        lock (_lock)
        {
            if (wasSuspect)
            {
                _suspects.Ended();
            }

            if (_lanes.TryGetValue(work.Name, out var lane))
            {
                lane.Ended();
            }

            Advance();
        }
    }

    private async Task RunQueuedAsync()
    {
        while (Next() is { } work)
        {
            var deaths = _ledger.Deaths(work.Call);
            if (await _runner.RunAsync(work, deaths, _stopping.Token) is { } outcome)
            {
                _done(work, outcome);
            }

            LeaveLanes(work, deaths > 0);
            _gate.Leave();
        }
    }

    private ActivityWork? Next()
    {
        lock (_lock)
        {
            if (_queue.TryDequeue(out var work))
            {
                if (_queue.Count + _inLanes < _options.MaxQueuedActivities)
                {
                    _room?.TrySetResult();
                    _room = null;
                }

                return work;
            }

            if (--_running == 0 && _ends)
            {
                _stopped.TrySetResult();
            }

            return null;
        }
    }
}
