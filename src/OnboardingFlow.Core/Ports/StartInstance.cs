namespace OnboardingFlow.Core.Ports;

/// <summary>A wish to start an instance.</summary>
/// <param name="Orchestration">Name of the orchestration.</param>
/// <param name="InstanceId">Id of the instance.</param>
/// <param name="Input">JSON text, or null.</param>
public sealed record StartInstance(string Orchestration, string InstanceId, string? Input)
{
    /// <summary>
    /// Null: only start when no instance has this id. Else: also replace the ended instance whose
    /// <see cref="InstanceSnapshot.CreatedAt"/> is this; one that ended since, or runs, is left alone.
    /// </summary>
    public DateTimeOffset? ReplacesEndedOf { get; init; }
}
