using System.Text.Json;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Publishing;

/// <summary>Makes the event that tells how a run ended.</summary>
public static class EndedEvent
{
    /// <summary>The event; its id is the same whoever makes it.</summary>
    public static PublishedEvent Of(string instanceId, OnboardingInput input, Outcome outcome)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(outcome);
        var data = new EndedEventData(
            instanceId, input.Run, input.OutUserId, input.OrganizationId, outcome.Kind, outcome.Code, outcome.ContractId, outcome.EndedAt);
        return new PublishedEvent(
            $"{instanceId}-r{input.Run}-{input.Nonce}-ended", // The nonce: after a purge, runs are counted from 1 again.
            EventTypes.Ended,
            instanceId,
            outcome.EndedAt,
            JsonSerializer.Serialize(data, WorkflowJson.Default.EndedEventData),
            input.TraceParent,
            input.TraceState);
    }
}
