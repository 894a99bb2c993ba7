namespace OnboardingFlow.Engine;

/// <summary>Which instances are meant; every member that is given must match.</summary>
public sealed record InstanceFilter
{
    /// <summary>Of this orchestration.</summary>
    public string? Orchestration { get; init; }

    /// <summary>Started at or after this time.</summary>
    public DateTimeOffset CreatedFrom { get; init; } = DateTimeOffset.MinValue;

    /// <summary>Started before this time.</summary>
    public DateTimeOffset CreatedTo { get; init; } = DateTimeOffset.MaxValue;
}
