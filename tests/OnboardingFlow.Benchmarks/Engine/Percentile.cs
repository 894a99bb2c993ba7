namespace OnboardingFlow.Benchmarks.Engine;

/// <summary>Percentiles by nearest rank.</summary>
internal static class Percentile
{
    public static TimeSpan Of(IEnumerable<TimeSpan> times, double percent)
    {
        var sorted = times.Order().ToList();
        return sorted[Math.Clamp((int)Math.Ceiling(sorted.Count * percent / 100) - 1, 0, sorted.Count - 1)];
    }
}
