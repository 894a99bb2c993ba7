using System.Text.RegularExpressions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Functions.Durable;

/// <summary>Durable Task's metadata of an instance as Core's snapshot.</summary>
internal static partial class Snapshots
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
        FailureOf(instance));

    private static ActivityFailure? FailureOf(OrchestrationMetadata instance) => instance switch
    {
        { FailureDetails: { } details } => ActivityFault.Read(details),
        { RuntimeStatus: OrchestrationRuntimeStatus.Failed } => FailureOf(instance.SerializedOutput ?? ""),
        _ => null,
    };

    /// <summary>Azure Storage keeps a failure as "type: message" in place of the output. Of one that isn't ours the message might quote anything.</summary>
    private static ActivityFailure FailureOf(string output) => ExceptionType().Match(output) is { Success: true, Groups: [_, var type, var rest] }
        ? ActivityFault.Read(new TaskFailureDetails(type.Value, rest.Value, null, null, null))
        : new ActivityFailure("Unknown", "The task hub keeps no details of this failure; the host's log has them.");

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

    [GeneratedRegex(@"\A(?:[A-Za-z0-9_]+\.)+([A-Za-z0-9_+`]+): (.*)", RegexOptions.Singleline)]
    private static partial Regex ExceptionType();
}
