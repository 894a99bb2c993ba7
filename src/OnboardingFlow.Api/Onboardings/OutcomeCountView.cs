using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Api.Onboardings;

/// <summary>Ended onboardings of one outcome and code.</summary>
/// <param name="Outcome">How they ended.</param>
/// <param name="Code">Why; null for Completed.</param>
/// <param name="Count">How many.</param>
public sealed record OutcomeCountView(OutcomeKind Outcome, string? Code, long Count);
