using Microsoft.Extensions.Logging;

namespace OnboardingFlow.Engine;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Engine started in {Folder}: {Live} live instances, {Resumed} of them resumed")]
    public static partial void Started(ILogger logger, string folder, int live, int resumed);

    [LoggerMessage(2, LogLevel.Information, "Engine stopped")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(3, LogLevel.Warning, "The file has {Length} bytes, more than {Limit}: only its header and schema were checked")]
    public static partial void CheckSkipped(ILogger logger, long length, long limit);

    [LoggerMessage(4, LogLevel.Error, "The engine's file can't be written now; nothing is lost, it is tried again")]
    public static partial void StorageFailing(ILogger logger, Exception exception);

    [LoggerMessage(5, LogLevel.Critical, "The writer failed; the engine stops. What was acknowledged is on disk")]
    public static partial void WriterFailed(ILogger logger, Exception exception);

    [LoggerMessage(6, LogLevel.Critical, "The engine's loop failed; the engine stops. What was acknowledged is on disk")]
    public static partial void LoopFailed(ILogger logger, Exception exception);

    [LoggerMessage(7, LogLevel.Error, "Instance {InstanceId} failed: {ErrorType}: {Message}")]
    public static partial void InstanceFailed(ILogger logger, string instanceId, string errorType, string message);

    [LoggerMessage(8, LogLevel.Warning, "Instance {InstanceId} has {Events} history events in one execution and fails at {Limit}; it should continue as new more often")]
    public static partial void LongHistory(ILogger logger, string instanceId, int events, int limit);

    [LoggerMessage(9, LogLevel.Warning, "{Running} activities did not heed their cancellation within {Timeout}; they run again after the next start")]
    public static partial void ActivitiesAbandoned(ILogger logger, int running, TimeSpan timeout);

    [LoggerMessage(10, LogLevel.Warning, "Activity {Activity} of {InstanceId}, attempt {Attempt}, failed: {ErrorType}: {Message}")]
    public static partial void ActivityFailed(ILogger logger, string activity, string instanceId, int attempt, string errorType, string message);

    [LoggerMessage(11, LogLevel.Information, "Purged {Count} instances that ended before {Before}")]
    public static partial void Purged(ILogger logger, int count, DateTimeOffset before);

    [LoggerMessage(12, LogLevel.Warning, "Purging of old instances failed; it is tried again in an hour")]
    public static partial void PurgeFailed(ILogger logger, Exception exception);
}
