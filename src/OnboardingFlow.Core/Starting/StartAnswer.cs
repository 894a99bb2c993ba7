namespace OnboardingFlow.Core.Starting;

/// <summary>Answer to a wish to start an onboarding.</summary>
/// <param name="Verdict">What came of it.</param>
/// <param name="InstanceId">The person's onboarding.</param>
/// <param name="Confirmed">False when the engine took the start but the run didn't show within five seconds (Durable Task only).</param>
public sealed record StartAnswer(StartVerdict Verdict, string InstanceId, bool Confirmed);
