namespace OnboardingFlow.Core.Ports;

/// <summary>Why an activity (or another instance) failed, as history keeps it.</summary>
/// <param name="ErrorType">Stable word for the kind of error: <see cref="ActivityException.ErrorType"/>, else the exception's type name.</param>
/// <param name="Message">Text for an operator; free of personal data.</param>
public sealed record ActivityFailure(string ErrorType, string Message);
