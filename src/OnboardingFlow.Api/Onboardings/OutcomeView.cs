using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Api.Onboardings;

/// <summary>The one end of a run.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="Code">Why, as a stable word; null for Completed.</param>
/// <param name="Message">Why, in words; null for Completed.</param>
/// <param name="EndedAt">When.</param>
/// <param name="ContractId">The contract that stands, if one does.</param>
public sealed record OutcomeView(OutcomeKind Kind, string? Code, string? Message, DateTimeOffset EndedAt, string? ContractId)
{
    internal static OutcomeView? From(Outcome? outcome) =>
        outcome is null ? null : new(outcome.Kind, outcome.Code, outcome.Message, outcome.EndedAt, outcome.ContractId);
}
