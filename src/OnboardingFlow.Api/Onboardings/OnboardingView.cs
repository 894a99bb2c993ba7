using System.Text.Json.Serialization;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Api.Onboardings;

/// <summary>An onboarding as the API shows it.</summary>
/// <param name="Id">Instance id.</param>
/// <param name="OrganizationId">The organization.</param>
/// <param name="OutUserId">The provider's id of the person.</param>
/// <param name="Run">Number of the newest run, from 1.</param>
/// <param name="Step">The step; an ended run keeps its last one.</param>
/// <param name="StepSince">When the step began.</param>
/// <param name="Attempt">Attempt within the step, from 1.</param>
/// <param name="WaitingUntil">Until when it waits, or null.</param>
/// <param name="Confirmed">False when a start was taken but its run doesn't show yet.</param>
/// <param name="RuntimeStatus">The engine's status, in Durable Task's words.</param>
/// <param name="Outcome">How it ended, or null.</param>
/// <param name="CreatedAt">When the run was accepted.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="Links">Where to find more.</param>
public sealed record OnboardingView(
    string Id,
    string OrganizationId,
    string OutUserId,
    int Run,
    OnboardingStep Step,
    DateTimeOffset StepSince,
    int Attempt,
    DateTimeOffset? WaitingUntil,
    bool Confirmed,
    RuntimeStatus? RuntimeStatus,
    OutcomeView? Outcome,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    OnboardingLinks Links)
{
    /// <summary>How the channels stand with its end; empty while it runs. Left out in lists.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<DeliveryView>? Deliveries { get; init; }

    /// <summary>Why it is parked, while in NeedsAttention. Left out otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AttentionView? Attention { get; init; }
}
