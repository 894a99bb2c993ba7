namespace OnboardingFlow.Engine;

/// <summary>Limits of the activities with one name. What is beyond them waits, without taking a place from other activities.</summary>
public sealed record ActivityLimit
{
    /// <summary>How many run at the same time; null for no limit but <see cref="EngineOptions.MaxConcurrentActivities"/>.</summary>
    public int? MaxConcurrent { get; init; }

    /// <summary>How many attempts start in a second, evenly spaced (may be a fraction); null for no limit.</summary>
    public double? MaxPerSecond { get; init; }
}
