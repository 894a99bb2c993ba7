using Microsoft.DurableTask.Client;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Functions.Durable;

/// <summary>Durable Task's metadata of an instance as Core's snapshot.</summary>
internal static class Snapshots
{
    public static InstanceSnapshot Of(OrchestrationMetadata instance) => new(
        instance.InstanceId,
        instance.Name,
        StatusOf(instance.RuntimeStatus),
        instance.CreatedAt,
        instance.LastUpdatedAt,
        Payload.Text(instance.SerializedInput),
        Payload.Text(instance.SerializedCustomStatus),
        Payload.Text(instance.SerializedOutput),
        instance.FailureDetails is { } details ? ActivityFault.Read(details) : instance.RuntimeStatus is OrchestrationRuntimeStatus.Failed ? Unknown : null);

    /// <summary>Some backends keep only a text of the failure, which might quote anything.</summary>
    private static ActivityFailure Unknown { get; } = new("Unknown", "The task hub keeps no details of this failure; the host's log has them.");

    private static RuntimeStatus StatusOf(OrchestrationRuntimeStatus status) => status switch
    {
        OrchestrationRuntimeStatus.Pending => RuntimeStatus.Pending,
        OrchestrationRuntimeStatus.Suspended => RuntimeStatus.Suspended,
        OrchestrationRuntimeStatus.Completed => RuntimeStatus.Completed,
        OrchestrationRuntimeStatus.Failed => RuntimeStatus.Failed,
        OrchestrationRuntimeStatus.Terminated => RuntimeStatus.Terminated,

        // Continued as new: the next execution is about to begin. (Canceled is never set by Durable Task.)
        _ => RuntimeStatus.Running,
    };
}
