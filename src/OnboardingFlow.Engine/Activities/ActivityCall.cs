namespace OnboardingFlow.Engine.Activities;

/// <summary>Which call of which execution.</summary>
internal readonly record struct ActivityCall(long Key, int Run, int Execution, int TaskId);
