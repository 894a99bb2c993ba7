namespace OnboardingFlow.Core.Workflow.Steps;

/// <summary>How a wait for the contract ended, when it didn't end the run.</summary>
internal enum WaitResult
{
    /// <summary>The user query says CONTRACTED.</summary>
    Signed,

    /// <summary>The wait goes on in a new execution, so that history stays short.</summary>
    ContinuesAsNew,
}
