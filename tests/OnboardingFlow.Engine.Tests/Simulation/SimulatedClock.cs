namespace OnboardingFlow.Engine.Tests.Simulation;

/// <summary>A clock that stands still until it is moved. It may be set forward and back; timers don't notice, they run on a time that only passes.</summary>
internal sealed class SimulatedClock : TimeProvider
{
    private readonly List<Timer> _timers = [];
    private TimeSpan _passed;
    private TimeSpan _set;

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero) + _passed + _set;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _passed.Ticks;

    /// <summary>Sets the clock without time passing.</summary>
    public void Jump(TimeSpan by) => _set += by;

    /// <summary>Lets time pass and rings what is due.</summary>
    public void Pass(TimeSpan time)
    {
        _passed += time;
        foreach (var timer in _timers.Where(t => t.Due <= _passed).OrderBy(t => t.Due).ToList())
        {
            timer.Ring();
        }
    }

    /// <summary>Lets time pass until the next timer rings; false when none is set.</summary>
    public bool PassToNext()
    {
        var next = _timers.Min(t => t.Due);
        if (next is { } due)
        {
            Pass(due > _passed ? due - _passed : TimeSpan.Zero);
        }

        return next is not null;
    }

    /// <summary>The process died, and its timers with it.</summary>
    public void Forget() => _timers.Clear();

    /// <remarks>Timers that repeat are the retention sweep's, which reads the real file: they never ring here.</remarks>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state), period != Timeout.InfiniteTimeSpan);
        timer.Change(dueTime, period);
        _timers.Add(timer);
        return timer;
    }

    private sealed class Timer(SimulatedClock clock, Action ring, bool never) : ITimer
    {
        public TimeSpan? Due { get; private set; }

        public void Ring()
        {
            Due = null;
            ring();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = never || dueTime == Timeout.InfiniteTimeSpan ? null : clock._passed + dueTime;
            return true;
        }

        public void Dispose() => clock._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
