using Microsoft.Extensions.Logging;

namespace OnboardingFlow.Functions;

/// <summary>Every log message of this project. Event ids 9000 to 9099; an id keeps its meaning.</summary>
internal static partial class Log
{
    [LoggerMessage(9001, LogLevel.Information, "Message {MessageId} is done: {Decision}")]
    public static partial void MessageDone(this ILogger logger, string messageId, string decision);

    [LoggerMessage(9002, LogLevel.Error, "Activity {Activity} of {InstanceId} failed by a fault that no code handled: {FaultType}{NewLine}{Where}")]
    public static partial void ActivityFaulted(
        this ILogger logger, string activity, string instanceId, string faultType, string newLine, string? where);

    [LoggerMessage(9003, LogLevel.Information, "{Purged} instances purged that ended before {Before:u}")]
    public static partial void EndedPurged(this ILogger logger, int purged, DateTimeOffset before);

    [LoggerMessage(9005, LogLevel.Warning, "Activity {Activity} of {InstanceId} failed: {ErrorType}")]
    public static partial void FailureAnswered(this ILogger logger, string activity, string instanceId, string errorType);

    [LoggerMessage(9004, LogLevel.Error, "Orchestration {Orchestration} {InstanceId} failed by a fault that no code handled: {FaultType}{NewLine}{Where}")]
    public static partial void OrchestrationFaulted(
        this ILogger logger, string orchestration, string instanceId, string faultType, string newLine, string? where);
}
