using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Index;

/// <summary>Which onboardings a list, count or bulk operation is about; every member that is given must match.</summary>
public sealed record OnboardingFilter
{
    /// <summary>In this step and not ended.</summary>
    public OnboardingStep? Step { get; init; }

    /// <summary>Ended so.</summary>
    public OutcomeKind? Outcome { get; init; }

    /// <summary>Ended with this code.</summary>
    public string? Code { get; init; }

    /// <summary>Of this organization.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>Created at or after.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Created before.</summary>
    public DateTimeOffset? CreatedTo { get; init; }
}
