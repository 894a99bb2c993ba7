namespace OnboardingFlow.Engine.Storage;

/// <summary>Which call of which execution waits for a sub-orchestration.</summary>
internal sealed record ParentLink(long Key, int Run, int Execution, int TaskId);
