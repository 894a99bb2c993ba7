using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.Observability;

namespace OnboardingFlow.Engine.Storage;

/// <summary>An instance as its row holds it: all but the history.</summary>
/// <param name="Key">Short number for the id, never changed.</param>
/// <param name="Id">The instance's id.</param>
internal sealed record InstanceRow(long Key, string Id)
{
    public required string Orchestration { get; init; }

    public required string Version { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required Guid RunId { get; init; }

    public int Run { get; init; } = 1;

    public int Execution { get; init; }

    public RuntimeStatus Status { get; init; }

    /// <summary>Number of the next turn of the execution.</summary>
    public int Turns { get; init; }

    /// <summary>History events of the execution.</summary>
    public int Events { get; init; }

    /// <summary>When a timer or a repeated attempt is due next.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Whether it has work under way that a starting engine takes up again; if not, the time or an event wakes it.</summary>
    public bool NeedsLoad { get; init; }

    public string? CustomStatus { get; init; }

    public string? Output { get; init; }

    public ActivityFailure? Failure { get; init; }

    public ParentLink? Parent { get; init; }

    /// <summary>Trace context of whoever started the run, or null.</summary>
    public CallerTrace? Caller { get; init; }

    public bool HasEnded => Status is RuntimeStatus.Completed or RuntimeStatus.Failed or RuntimeStatus.Terminated;

    /// <summary>Whether nothing changed but how far the instance has come and what it waits for: what most turns change.</summary>
    public bool OnlyProgressedFrom(InstanceRow earlier) =>
        Status == earlier.Status && Run == earlier.Run && Execution == earlier.Execution && RunId == earlier.RunId
        && Orchestration == earlier.Orchestration && Version == earlier.Version && CreatedAt == earlier.CreatedAt
        && Output == earlier.Output && Failure == earlier.Failure && Parent == earlier.Parent && Caller == earlier.Caller;

    public InstanceSnapshot ToSnapshot(string? input) => new(Id, Orchestration, Status, CreatedAt, UpdatedAt, input, CustomStatus, Output, Failure);
}
