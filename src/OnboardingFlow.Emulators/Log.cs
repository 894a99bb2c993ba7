namespace OnboardingFlow.Emulators;

/// <summary>Every log message of this project. Event ids 7000 to 7099; an id keeps its meaning.</summary>
internal static partial class Log
{
    [LoggerMessage(7002, LogLevel.Error, "{Method} {Path} failed in the emulator")]
    internal static partial void CallFailed(ILogger logger, string method, string path, Exception exception);

    [LoggerMessage(7003, LogLevel.Warning, "Notification {Id} given up: {Reason}")]
    internal static partial void NotificationGivenUp(ILogger logger, string id, string reason);
}
