namespace OnboardingFlow.Engine.Scheduling;

/// <summary>Which instance is due when, whether it is in memory or not. Used by the loop only; <see cref="Next"/> and <see cref="Count"/> by anyone.</summary>
internal sealed class TimerQueue : IDisposable
{
    /// <summary>The clock is looked at least so often, so that a clock set forward is noticed; also keeps to what a timer can wait.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly SortedSet<(long Ticks, long Key)> _byTime = [];
    private readonly Dictionary<long, long> _byKey = [];
    private readonly TimeProvider _time;
    private readonly Action _onDue;
    private readonly ITimer _timer;
    private long _next = long.MaxValue;
    private int _count;

    public TimerQueue(TimeProvider time, Action onDue)
    {
        (_time, _onDue) = (time, onDue);
        _timer = time.CreateTimer(_ => onDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The earliest time at which an instance is due.</summary>
    public DateTimeOffset? Next => Volatile.Read(ref _next) is var ticks && ticks == long.MaxValue ? null : new DateTimeOffset(ticks, TimeSpan.Zero);

    public int Count => Volatile.Read(ref _count);

    public void Set(long key, DateTimeOffset? due)
    {
        if (_byKey.Remove(key, out var before))
        {
            _byTime.Remove((before, key));
        }

        if (due is { UtcTicks: var ticks })
        {
            _byKey[key] = ticks;
            _byTime.Add((ticks, key));
        }
    }

    /// <summary>Removes and returns the instances that are due.</summary>
    public List<long> TakeDue(DateTimeOffset now)
    {
        var due = new List<long>();
        while (_byTime.Count > 0 && _byTime.Min is var first && first.Ticks <= now.UtcTicks)
        {
            _byTime.Remove(first);
            _byKey.Remove(first.Key);
            due.Add(first.Key);
        }

        return due;
    }

    /// <summary>Sets the clock's timer for the earliest; called after each round of the loop.</summary>
    public void Arm()
    {
        var next = _byTime.Count == 0 ? long.MaxValue : _byTime.Min.Ticks;
        Volatile.Write(ref _count, _byTime.Count);
        Volatile.Write(ref _next, next);
        if (next == long.MaxValue)
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        var wait = TimeSpan.FromTicks(next - _time.GetUtcNow().UtcTicks);
        if (wait <= TimeSpan.Zero)
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _onDue();
            return;
        }

        // Timers count whole milliseconds: up, so that the instance is due when it rings.
        var rounded = TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
        _timer.Change(rounded < LongestWait ? rounded : LongestWait, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();
}
