namespace OnboardingFlow.Core.Workflow;

/// <summary>Why an onboarding is parked.</summary>
/// <param name="Step">The step that couldn't go on.</param>
/// <param name="Code">The error type.</param>
/// <param name="Message">What was wrong and what to do, without personal data.</param>
public sealed record AttentionCause(OnboardingStep Step, string Code, string Message);
