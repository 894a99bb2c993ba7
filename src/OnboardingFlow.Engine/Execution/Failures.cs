using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Engine.Execution;

/// <summary>What history keeps of an exception.</summary>
internal static class Failures
{
    /// <summary>
    /// Type and message of our own exceptions, whose texts are free of personal data. The text of any other one may quote what it choked on (a number, a
    /// JSON value), so only its type and where it was thrown are kept.
    /// </summary>
    public static ActivityFailure Describe(Exception exception) => exception switch
    {
        ActivityException e => new(e.ErrorType, e.Message),
        ActivityFailedException e => new(e.Failure.ErrorType, e.Message),
        EngineLimitException e => new(EngineErrorTypes.LimitExceeded, e.Message),
        ForeignTaskException e => new(EngineErrorTypes.ForeignTask, e.Message),
        _ => new(exception.GetType().Name, $"{exception.GetType().Name} {ThrownAt(exception)}"),
    };

    private static string ThrownAt(Exception exception)
    {
        var frame = exception.StackTrace?.Split('\n', 2)[0].Trim();
        var file = frame?.IndexOf(" in ", StringComparison.Ordinal) ?? -1;
        return (file < 0 ? frame : frame![..file]) ?? "thrown at an unknown place";
    }
}
