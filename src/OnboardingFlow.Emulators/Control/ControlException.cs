namespace OnboardingFlow.Emulators.Control;

/// <summary>A control call that is refused with this status, code and message.</summary>
internal sealed class ControlException(int status, string code, string message) : Exception(message)
{
    internal int Status => status;

    internal string Code => code;

    internal static ControlException BadRequest(string message) => new(StatusCodes.Status400BadRequest, "BAD_REQUEST", message);

    internal static ControlException NotFound(string message) => new(StatusCodes.Status404NotFound, "NOT_FOUND", message);

    internal static ControlException Conflict(string code, string message) => new(StatusCodes.Status409Conflict, code, message);
}
