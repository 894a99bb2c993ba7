using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Api.Onboardings;

/// <summary>Why an onboarding is parked.</summary>
/// <param name="Step">The step that couldn't go on.</param>
/// <param name="Code">The kind of fault.</param>
/// <param name="Message">What was wrong and what to do.</param>
public sealed record AttentionView(OnboardingStep Step, string Code, string Message);
