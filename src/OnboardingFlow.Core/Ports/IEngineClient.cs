namespace OnboardingFlow.Core.Ports;

/// <summary>What the outside may do with instances. When a call returns, its effect is durable.</summary>
/// <remarks>Every call may throw <see cref="EngineUnavailableException"/>.</remarks>
public interface IEngineClient
{
    /// <summary>Starts an instance, or says that the id is taken. Atomic on the embedded engine; on Durable Task the nonce in the input decides.</summary>
    Task<StartResult> StartAsync(StartInstance start, CancellationToken cancellationToken);

    /// <summary>The instance as it is now, or null when there is none.</summary>
    Task<InstanceSnapshot?> GetAsync(string instanceId, CancellationToken cancellationToken);

    /// <summary>Hands an external event to a running (or suspended) instance.</summary>
    Task<OperationResult> RaiseEventAsync(string instanceId, string eventName, string? payload, CancellationToken cancellationToken);

    /// <summary>Stops an instance from going on until <see cref="ResumeAsync"/>; events and results are kept for it.</summary>
    Task<OperationResult> SuspendAsync(string instanceId, string? reason, CancellationToken cancellationToken);

    /// <summary>Lets a suspended instance go on.</summary>
    Task<OperationResult> ResumeAsync(string instanceId, string? reason, CancellationToken cancellationToken);

    /// <summary>Ends a running or suspended instance now, without running its code again.</summary>
    Task<OperationResult> TerminateAsync(string instanceId, string? reason, CancellationToken cancellationToken);

    /// <summary>Lets an instance that failed by an unhandled fault run on from there: what failed is executed again, what succeeded is not.</summary>
    Task<OperationResult> RewindAsync(string instanceId, string? reason, CancellationToken cancellationToken);

    /// <summary>Removes an ended instance with its history.</summary>
    Task<OperationResult> PurgeAsync(string instanceId, CancellationToken cancellationToken);
}
