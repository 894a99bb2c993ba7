namespace OnboardingFlow.Core.Ports;

/// <summary>What an activity throws to fail with a stable error type. Its message is stored in history and shown to operators: it holds no personal data.</summary>
public sealed class ActivityException(string errorType, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Stable word for the kind of error; see <see cref="ErrorTypes"/>.</summary>
    public string ErrorType { get; } = errorType;
}
