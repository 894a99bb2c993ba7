using System.Text.Json;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Starting;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Contracts;

/// <summary>Hands on WeChat Pay's hints that a person's contract changed. Durable when it returns.</summary>
public sealed class ContractHints(IEngineClient engine)
{
    /// <summary>Wakes the person's onboarding, or starts a watch if it has completed.</summary>
    public async Task<HintResult> NotifyAsync(string organizationId, string outUserId, CancellationToken cancellationToken)
    {
        var id = InstanceIds.For(organizationId, outUserId);
        switch (await engine.RaiseEventAsync(id, ExternalEvents.ContractChanged, null, cancellationToken))
        {
            case OperationResult.Done:
                return HintResult.Raised;
            case OperationResult.NotFound:
                return HintResult.Ignored;
            default:
                var ended = await engine.GetAsync(id, cancellationToken);
                return ended is null ? HintResult.Ignored : await WatchAsync(ended, cancellationToken);
        }
    }

    private async Task<HintResult> WatchAsync(InstanceSnapshot ended, CancellationToken cancellationToken)
    {
        if (OnboardingInstance.OutcomeOf(ended) is not { Kind: OutcomeKind.Completed, ContractId: { } contractId })
        {
            return HintResult.Ignored;
        }

        var input = OnboardingInstance.InputOf(ended);
        var watch = new ContractWatchInput(
            ended.InstanceId,
            input.Run,
            input.OrganizationId,
            input.OutUserId,
            contractId,
            input.Settings.Channels,
            input.Settings.NotifyUrl,
            input.TraceParent,
            input.TraceState);
        using var span = StartTrace.OfRun("contract watch", input.TraceParent, input.TraceState);
        var watchId = WorkflowNames.WatchId(ended.InstanceId, input.Run);
        var earlier = await engine.GetAsync(watchId, cancellationToken);
        await engine.StartAsync(
            new StartInstance(WorkflowNames.ContractWatch, watchId, JsonSerializer.Serialize(watch, WorkflowJson.Default.ContractWatchInput))
            {
                ReplacesEndedOf = earlier is { HasEnded: true } ? earlier.CreatedAt : null,
            },
            cancellationToken);
        return HintResult.Watched;
    }
}
