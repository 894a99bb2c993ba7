namespace OnboardingFlow.Core.Ports;

/// <summary>An instance at one moment.</summary>
/// <param name="InstanceId">Its id.</param>
/// <param name="Orchestration">Name of its orchestration.</param>
/// <param name="Status">Its status.</param>
/// <param name="CreatedAt">When it was started (this run of the id).</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="Input">Input of the current execution as JSON text.</param>
/// <param name="CustomStatus">Custom status as JSON text, or null when none was set yet.</param>
/// <param name="Output">Output as JSON text of a completed instance; the reason of a terminated one.</param>
/// <param name="Failure">What an instance failed with, else null.</param>
public sealed record InstanceSnapshot(
    string InstanceId,
    string Orchestration,
    RuntimeStatus Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string? Input,
    string? CustomStatus,
    string? Output,
    ActivityFailure? Failure)
{
    /// <summary>Whether it will never run again by itself.</summary>
    public bool HasEnded => Status is RuntimeStatus.Completed or RuntimeStatus.Failed or RuntimeStatus.Terminated;
}
