using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace OnboardingFlow.Functions.Tests.Durable;

/// <summary>A Durable Task client that holds one instance, or none, and notes what it is asked for.</summary>
internal sealed class FakeDurableTaskClient() : DurableTaskClient("test")
{
    public OrchestrationMetadata? Instance { get; set; }

    public List<string> Calls { get; } = [];

    public (string Orchestration, object? Input, StartOrchestrationOptions Options)? Started { get; private set; }

    /// <summary>What listing gives, one a page; purging takes away.</summary>
    public List<OrchestrationMetadata> All { get; } = [];

    /// <summary>What listing was asked for.</summary>
    public OrchestrationQuery? Asked { get; private set; }

    /// <summary>What purging throws.</summary>
    public Exception? PurgeRefusal { get; set; }

    /// <summary>What rewinding throws.</summary>
    public Exception? RewindRefusal { get; set; }

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

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        Asked = filter;
        return new Pages([.. All]);
    }

    public override Task<PurgeResult> PurgeInstanceAsync(string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        if (PurgeRefusal is not null)
        {
            throw PurgeRefusal;
        }

        Calls.Add($"purge {instanceId}");
        All.RemoveAll(instance => instance.InstanceId == instanceId);
        return Task.FromResult(new PurgeResult(1));
    }

    public override Task RewindInstanceAsync(string instanceId, string reason, CancellationToken cancellation = default) =>
        RewindRefusal is null ? Note($"rewind {reason}") : Task.FromException(RewindRefusal);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task Note(string call)
    {
        Calls.Add(call);
        return Task.CompletedTask;
    }

    private sealed class Pages(OrchestrationMetadata[] all) : AsyncPageable<OrchestrationMetadata>
    {
        public override async IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
        {
            foreach (var instance in all)
            {
                await Task.Yield();
                yield return new Page<OrchestrationMetadata>([instance]);
            }
        }
    }
}
