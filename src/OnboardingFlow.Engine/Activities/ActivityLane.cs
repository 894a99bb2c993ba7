namespace OnboardingFlow.Engine.Activities;

/// <summary>Activities that wait for their turn within a limit. Guarded by the pool's lock; times are those of a clock that never goes back.</summary>
internal sealed class ActivityLane(int maxConcurrent, double maxPerSecond = double.PositiveInfinity)
{
    /// <summary>So much of a delay is made up for: timers ring late, and the rate is to be had all the same.</summary>
    private static readonly TimeSpan MadeUpFor = TimeSpan.FromMilliseconds(20);

    private readonly Queue<ActivityWork> _waiting = new();
    private readonly TimeSpan _spacing = TimeSpan.FromSeconds(1 / maxPerSecond);
    private TimeSpan _nextStart;
    private int _running;

    /// <summary>When the first that waits may start, if only the rate holds it back.</summary>
    public TimeSpan? NextStart => _waiting.Count > 0 && _running < maxConcurrent ? _nextStart : null;

    public void Add(ActivityWork work) => _waiting.Enqueue(work);

    /// <summary>The next that may start now, which then counts as running; null when none may.</summary>
    public ActivityWork? Take(TimeSpan now)
    {
        if (NextStart is not { } start || start > now)
        {
            return null;
        }

        var earliest = now - MadeUpFor;
        _nextStart = (_nextStart > earliest ? _nextStart : earliest) + _spacing;
        _running++;
        return _waiting.Dequeue();
    }

    public void Ended() => _running--;
}
