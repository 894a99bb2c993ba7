namespace OnboardingFlow.Core.Operations;

/// <summary>Whether an operation was done.</summary>
public enum OperationVerdict
{
    /// <summary>Done, durably.</summary>
    Done,

    /// <summary>There is no such onboarding.</summary>
    NotFound,

    /// <summary>It means nothing in the state that the onboarding is in; nothing was changed.</summary>
    WrongState,
}
