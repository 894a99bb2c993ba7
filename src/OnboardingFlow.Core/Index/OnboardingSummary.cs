using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Index;

/// <summary>The read model's row of one onboarding: its newest run.</summary>
/// <param name="Id">Instance id.</param>
/// <param name="Run">Number of the run.</param>
/// <param name="OrganizationId">The organization.</param>
/// <param name="OutUserId">The provider's id of the person.</param>
/// <param name="BankType">Bank kind of the request, or null.</param>
/// <param name="Step">The step; an ended run keeps its last one.</param>
/// <param name="StepSince">When the step began.</param>
/// <param name="Attempt">Attempt within the step.</param>
/// <param name="WaitingUntil">Until when it waits, or null.</param>
/// <param name="Outcome">How it ended, or null.</param>
/// <param name="CreatedAt">When the run was accepted.</param>
/// <param name="UpdatedAt">When this row last changed.</param>
public sealed record OnboardingSummary(
    string Id,
    int Run,
    string OrganizationId,
    string OutUserId,
    string? BankType,
    OnboardingStep Step,
    DateTimeOffset StepSince,
    int Attempt,
    DateTimeOffset? WaitingUntil,
    Outcome? Outcome,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);
