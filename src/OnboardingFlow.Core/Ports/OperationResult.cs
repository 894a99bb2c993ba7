namespace OnboardingFlow.Core.Ports;

/// <summary>Answer to an operation on an instance.</summary>
public enum OperationResult
{
    /// <summary>Done, durably.</summary>
    Done,

    /// <summary>There is no such instance.</summary>
    NotFound,

    /// <summary>The instance is in a status in which the operation means nothing; nothing was changed.</summary>
    WrongStatus,
}
