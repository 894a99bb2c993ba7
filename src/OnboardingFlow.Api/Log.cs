using Microsoft.Extensions.Logging;

namespace OnboardingFlow.Api;

/// <summary>Everything that the API logs. Event ids 4000 to 4099; an id keeps its meaning. No bodies, no query values, no keys.</summary>
internal static partial class Log
{
    [LoggerMessage(4000, LogLevel.Information, "{Method} {Route} -> {Status} in {ElapsedMs:F1} ms, key {Caller}")]
    public static partial void Answered(ILogger logger, string method, string route, int status, double elapsedMs, string? caller);

    [LoggerMessage(4001, LogLevel.Warning, "Answered 503: {ErrorType}: {Cause}")]
    public static partial void Unavailable(ILogger logger, string errorType, string cause);

    [LoggerMessage(4002, LogLevel.Error, "Answered 500 because of an unhandled {ExceptionType}{StackTrace}")]
    public static partial void Fault(ILogger logger, string exceptionType, string? stackTrace);

    [LoggerMessage(4003, LogLevel.Information, "{Caller} asked for {Operation} of {InstanceId}: {Verdict} {Code}")]
    public static partial void Operated(ILogger logger, string? caller, string operation, string instanceId, string verdict, string? code);

    [LoggerMessage(4004, LogLevel.Information, "{Caller} asked for bulk {Operation}, dry run {DryRun}: {Matched} matched, {Done} done, {Refused} refused")]
    public static partial void OperatedInBulk(ILogger logger, string? caller, string operation, bool dryRun, int matched, int done, int refused);

    [LoggerMessage(4005, LogLevel.Warning, "Refused a notification: {Kind}: {Reason}")]
    public static partial void NotificationTurnedAway(ILogger logger, string kind, string? reason);

    [LoggerMessage(4006, LogLevel.Error, "A notification couldn't be made durable: {ExceptionType}")]
    public static partial void NotificationNotDurable(ILogger logger, string exceptionType);

    [LoggerMessage(4007, LogLevel.Information, "Start of {InstanceId}: {Verdict}")]
    public static partial void StartAnswered(ILogger logger, string instanceId, string verdict);

    [LoggerMessage(4008, LogLevel.Warning, "Not ready: {Check}: {Reason}")]
    public static partial void NotReady(ILogger logger, string check, string reason);

    [LoggerMessage(4009, LogLevel.Error, "A change of section Http was refused and the API keys before it stay in force: {Reasons}")]
    public static partial void KeysRefused(ILogger logger, string reasons);

    [LoggerMessage(4020, LogLevel.Information, "{Caller} asked for a step of rewrapping: {Examined} data keys looked at, {Rewrapped} wrapped anew, {Failed} left")]
    public static partial void KeysRewrapped(ILogger logger, string? caller, int examined, int rewrapped, int failed);
}
