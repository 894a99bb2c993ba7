using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Api.Operating;

/// <summary>Which onboardings a bulk operation is about; every member that is given must match, an empty filter matches all.</summary>
/// <param name="Step">In this step and not ended.</param>
/// <param name="Outcome">Ended so.</param>
/// <param name="Code">Ended with this code.</param>
/// <param name="OrganizationId">Of this organization.</param>
/// <param name="CreatedFrom">Created at or after.</param>
/// <param name="CreatedTo">Created before.</param>
public sealed record BulkFilterBody(
    OnboardingStep? Step = null,
    OutcomeKind? Outcome = null,
    string? Code = null,
    string? OrganizationId = null,
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null);
