namespace OnboardingFlow.Core.Activities;

/// <summary>Whose end to read.</summary>
/// <param name="InstanceId">The onboarding.</param>
/// <param name="Run">Number of the run.</param>
public sealed record EndOfRunInput(string InstanceId, int Run);
