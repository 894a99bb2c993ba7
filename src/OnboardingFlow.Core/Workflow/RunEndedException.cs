namespace OnboardingFlow.Core.Workflow;

/// <summary>Carries the end of a run from the step that found it to the table of steps. Never leaves the workflow.</summary>
internal sealed class RunEndedException(OutcomeKind kind, string code, string? message, string? contractId = null) : Exception(code)
{
    public RunEnd End { get; } = new(kind, code, message, contractId);
}
