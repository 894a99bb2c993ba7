using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Functions.Durable;

/// <summary>Core's engine client over Durable Task's.</summary>
/// <remarks>
/// Every start names the statuses that forbid it: without them Durable Task would end a running instance and begin it again. Even so two starts of one id at
/// the same moment may both be taken, hence <see cref="StartResult.Submitted"/>. An operation looks at the status first, because Durable Task accepts
/// messages to instances that can't take them, and drops them.
/// </remarks>
internal sealed class DurableEngineClient(DurableClients clients, DurableRegistry registry, TimeProvider time) : IEngineClient
{
    private static readonly OrchestrationRuntimeStatus[] Alive =
        [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended];

    private static readonly OrchestrationRuntimeStatus[] AliveOrEnded =
        [.. Alive, OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    /// <summary>How long an event waits for its instance to begin.</summary>
    private static readonly TimeSpan BeginningTakes = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private DurableTaskClient Client => clients.Current;

    /// <inheritdoc/>
    public async Task<StartResult> StartAsync(StartInstance start, CancellationToken cancellationToken)
    {
        // Looked at first: not every backend of Durable Task heeds the statuses, and none knows of the very end that may be replaced.
        if (await GetAsync(start.InstanceId, cancellationToken) is { } current
            && (start.ReplacesEndedOf is not { } replaced || !current.HasEnded || current.CreatedAt != replaced))
        {
            return StartResult.AlreadyExists;
        }

        var options = new StartOrchestrationOptions(start.InstanceId) { Version = registry.Version }
            .WithDedupeStatuses(start.ReplacesEndedOf is null ? AliveOrEnded : Alive);
        try
        {
            await TaskHub.AskAsync(
                () => Client.ScheduleNewOrchestrationInstanceAsync(start.Orchestration, Payload.ToElement(start.Input), options, cancellationToken),
                cancellationToken);
            return StartResult.Submitted;
        }
        catch (OrchestrationAlreadyExistsException)
        {
            return StartResult.AlreadyExists;
        }
        catch (RpcException refused) when (refused.StatusCode == StatusCode.AlreadyExists)
        {
            return StartResult.AlreadyExists;
        }
    }

    /// <inheritdoc/>
    public async Task<InstanceSnapshot?> GetAsync(string instanceId, CancellationToken cancellationToken) =>
        await TaskHub.AskAsync(() => Client.GetInstanceAsync(instanceId, getInputsAndOutputs: true, cancellationToken), cancellationToken) is { } found
            ? Snapshots.Of(found)
            : null;

    /// <inheritdoc/>
    /// <remarks>
    /// Not to an instance that hasn't begun: the Azure Storage provider drops an event that overtakes the message that starts its instance, as it does when a
    /// host died with that message in its hands.
    /// </remarks>
    public async Task<OperationResult> RaiseEventAsync(string instanceId, string eventName, string? payload, CancellationToken cancellationToken)
    {
        await UntilBegunAsync(instanceId, cancellationToken);
        return await OperateAsync(
            instanceId,
            snapshot => !snapshot.HasEnded,
            () => Client.RaiseEventAsync(instanceId, eventName, Payload.ToElement(payload), cancellationToken),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<OperationResult> SuspendAsync(string instanceId, string? reason, CancellationToken cancellationToken) => OperateAsync(
        instanceId,
        snapshot => snapshot.Status is RuntimeStatus.Pending or RuntimeStatus.Running,
        () => Client.SuspendInstanceAsync(instanceId, reason, cancellationToken),
        cancellationToken);

    /// <inheritdoc/>
    public Task<OperationResult> ResumeAsync(string instanceId, string? reason, CancellationToken cancellationToken) => OperateAsync(
        instanceId,
        snapshot => snapshot.Status is RuntimeStatus.Suspended,
        () => Client.ResumeInstanceAsync(instanceId, reason, cancellationToken),
        cancellationToken);

    /// <inheritdoc/>
    public Task<OperationResult> TerminateAsync(string instanceId, string? reason, CancellationToken cancellationToken) => OperateAsync(
        instanceId,
        snapshot => !snapshot.HasEnded,
        () => Client.TerminateInstanceAsync(instanceId, (object?)reason, cancellationToken),
        cancellationToken);

    /// <inheritdoc/>
    public async Task<OperationResult> RewindAsync(string instanceId, string? reason, CancellationToken cancellationToken)
    {
        var client = Client;
        try
        {
            return await OperateAsync(
                instanceId,
                snapshot => snapshot.Status is RuntimeStatus.Failed,
                () => client.RewindInstanceAsync(instanceId, reason ?? "Rewound by an operator.", cancellationToken),
                cancellationToken);
        }
        catch (ArgumentException gone) when (gone.InnerException is RpcException)
        {
            return OperationResult.NotFound; // Of all its calls, this one tells refusals in words of its own.
        }
        catch (InvalidOperationException)
        {
            return OperationResult.WrongStatus;
        }
    }

    /// <inheritdoc/>
    public Task<OperationResult> PurgeAsync(string instanceId, CancellationToken cancellationToken) => OperateAsync(
        instanceId,
        snapshot => snapshot.HasEnded,
        () => Client.PurgeInstanceAsync(instanceId, new PurgeInstanceOptions(), cancellationToken),
        cancellationToken);

    private async Task UntilBegunAsync(string instanceId, CancellationToken cancellationToken)
    {
        var givenUp = time.GetUtcNow() + BeginningTakes;
        while (await GetAsync(instanceId, cancellationToken) is { Status: RuntimeStatus.Pending })
        {
            if (time.GetUtcNow() >= givenUp)
            {
                throw new EngineUnavailableException($"{instanceId} waits to begin and takes no event yet; try again.");
            }

            await Task.Delay(Look, time, cancellationToken);
        }
    }

    private async Task<OperationResult> OperateAsync(
        string instanceId, Func<InstanceSnapshot, bool> makesSense, Func<Task> operate, CancellationToken cancellationToken)
    {
        if (await GetAsync(instanceId, cancellationToken) is not { } snapshot)
        {
            return OperationResult.NotFound;
        }

        if (!makesSense(snapshot))
        {
            return OperationResult.WrongStatus;
        }

        try
        {
            await TaskHub.AskAsync(operate, cancellationToken);
            return OperationResult.Done;
        }
        catch (RpcException refused) when (refused.StatusCode is StatusCode.NotFound)
        {
            return OperationResult.NotFound;
        }
        catch (RpcException refused) when (refused.StatusCode is StatusCode.FailedPrecondition)
        {
            return OperationResult.WrongStatus;
        }
    }
}
