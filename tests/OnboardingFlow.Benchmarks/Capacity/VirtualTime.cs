namespace OnboardingFlow.Benchmarks.Capacity;

/// <summary>A clock that stands until the simulation moves it, for one timer: the signing budget's.</summary>
internal sealed class VirtualTime : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero);

    private OneTimer? _timer;

    public TimeSpan Now { get; private set; }

    public TimeSpan NextTimer => _timer?.Due ?? TimeSpan.MaxValue;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Now.Ticks;

    public override DateTimeOffset GetUtcNow() => Start + Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _timer = _timer is null ? new OneTimer(this, () => callback(state)) : throw new InvalidOperationException("The simulation's clock is for one timer.");
        _timer.Change(dueTime, period);
        return _timer;
    }

    public void MoveTo(TimeSpan time) => Now = time;

    public void FireTimer() => _timer!.Fire();

    private sealed class OneTimer(VirtualTime clock, Action fire) : ITimer
    {
        public TimeSpan Due { get; private set; } = TimeSpan.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = dueTime == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : clock.Now + dueTime;
            return true;
        }

        public void Fire()
        {
            Due = TimeSpan.MaxValue;
            fire();
        }

        public void Dispose() => Due = TimeSpan.MaxValue;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
