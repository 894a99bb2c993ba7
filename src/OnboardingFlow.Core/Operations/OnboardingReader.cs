using System.Text.Json;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Operations;

/// <summary>Reads onboardings from the engine, which is never behind (the index may be).</summary>
public sealed class OnboardingReader(IEngineClient engine)
{
    /// <summary>The onboarding, or null when there is none of that id. Other instances (deliveries, watches) aren't onboardings.</summary>
    public async Task<OnboardingState?> FindAsync(string instanceId, CancellationToken cancellationToken)
    {
        // Callers may ask for anything: what can't be an onboarding's id isn't looked for.
        var snapshot = InstanceIds.IsOne(instanceId) ? await engine.GetAsync(instanceId, cancellationToken) : null;
        if (snapshot is not { Orchestration: WorkflowNames.Onboarding })
        {
            return null;
        }

        return new OnboardingState(
            snapshot, OnboardingInstance.InputOf(snapshot), OnboardingInstance.StatusOf(snapshot), OnboardingInstance.OutcomeOf(snapshot));
    }

    /// <summary>How each channel stands with the end of this run; empty while it runs.</summary>
    public async Task<IReadOnlyList<ChannelDelivery>> DeliveriesAsync(OnboardingState state, CancellationToken cancellationToken)
    {
        if (state.Outcome is null)
        {
            return [];
        }

        var deliveries = new List<ChannelDelivery>(state.Channels.Count);
        foreach (var channel in state.Channels)
        {
            var snapshot = await engine.GetAsync(WorkflowNames.DeliveryId(state.Id, state.Status.Run, channel), cancellationToken);
            deliveries.Add(new ChannelDelivery(channel, StatusOf(snapshot)));
        }

        return deliveries;
    }

    private static DeliveryStatus StatusOf(InstanceSnapshot? snapshot)
    {
        var status = snapshot?.CustomStatus is { } json ? JsonSerializer.Deserialize(json, WorkflowJson.Default.DeliveryStatus) : null;
        status ??= new DeliveryStatus(DeliveryState.Pending, 0);
        return snapshot?.Status is RuntimeStatus.Failed or RuntimeStatus.Terminated ? status with { State = DeliveryState.Failed } : status;
    }
}
