using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace OnboardingFlow.Functions.Tests.Durable;

/// <summary>A Durable Task client that holds one instance, or none, and notes what it is asked for.</summary>
internal sealed class FakeDurableTaskClient() : DurableTaskClient("test")
{
    public OrchestrationMetadata? Instance { get; set; }

    public List<string> Calls { get; } = [];

    public (string Orchestration, object? Input, StartOrchestrationOptions Options)? Started { get; private set; }

    /// <summary>What starting throws.</summary>
    public Exception? Refusal { get; set; }

    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        Started = (orchestratorName.Name, input, options!);
        return Refusal is null ? Task.FromResult(options!.InstanceId!) : Task.FromException<string>(Refusal);
    }

    public override Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default) =>
        Note($"raise {eventName} {eventPayload}");

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task TerminateInstanceAsync(string instanceId, object? output, CancellationToken cancellation = default) => Note($"terminate {output}");

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) => Note($"suspend {reason}");

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) => Note($"resume {reason}");

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        Assert.True(getInputsAndOutputs);
        return Task.FromResult(Instance?.InstanceId == instanceId ? Instance : null);
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) => throw new NotSupportedException();

    public override Task<PurgeResult> PurgeInstanceAsync(string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        Calls.Add("purge");
        return Task.FromResult(new PurgeResult(1));
    }

    public override Task RewindInstanceAsync(string instanceId, string reason, CancellationToken cancellation = default) => Note($"rewind {reason}");

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task Note(string call)
    {
        Calls.Add(call);
        return Task.CompletedTask;
    }
}
