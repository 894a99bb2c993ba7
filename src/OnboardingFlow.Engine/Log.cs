using Microsoft.Extensions.Logging;

namespace OnboardingFlow.Engine;

/// <summary>Every log message of this project. Event ids 2000 to 2099; an id keeps its meaning.</summary>
internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Information, "Engine started in {Folder}: {Live} live instances, {Resumed} of them resumed")]
    public static partial void EngineStarted(ILogger logger, string folder, int live, int resumed);

    [LoggerMessage(2002, LogLevel.Information, "Engine stopped")]
    public static partial void EngineStopped(ILogger logger);

    [LoggerMessage(2003, LogLevel.Warning, "The file has {Length} bytes, more than {Limit}: only its header and schema were checked")]
    public static partial void CheckSkipped(ILogger logger, long length, long limit);

    [LoggerMessage(2004, LogLevel.Error, "The engine's file can't be written now; nothing is lost, it is tried again")]
    public static partial void StorageFailing(ILogger logger, Exception exception);

    [LoggerMessage(2005, LogLevel.Critical, "The writer failed; the engine stops. What was acknowledged is on disk")]
    public static partial void WriterFailed(ILogger logger, Exception exception);

    [LoggerMessage(2006, LogLevel.Critical, "The engine's loop failed; the engine stops. What was acknowledged is on disk")]
    public static partial void LoopFailed(ILogger logger, Exception exception);

    [LoggerMessage(2007, LogLevel.Error, "Instance {InstanceId} failed: {ErrorType}: {Message}")]
    public static partial void InstanceFailed(ILogger logger, string instanceId, string errorType, string message);

    [LoggerMessage(2008, LogLevel.Warning, "Instance {InstanceId} has {Events} history events in one execution and fails at {Limit}; it should continue as new more often")]
    public static partial void LongHistory(ILogger logger, string instanceId, int events, int limit);

    [LoggerMessage(2009, LogLevel.Warning, "{Running} activities did not heed their cancellation within {Timeout}; they run again after the next start")]
    public static partial void ActivitiesAbandoned(ILogger logger, int running, TimeSpan timeout);

    [LoggerMessage(2010, LogLevel.Warning, "Activity {Activity} of {InstanceId}, attempt {Attempt}, failed: {ErrorType}: {Message}")]
    public static partial void ActivityFailed(ILogger logger, string activity, string instanceId, int attempt, string errorType, string message);

    [LoggerMessage(2011, LogLevel.Information, "Purged {Count} instances that ended before {Before}")]
    public static partial void Purged(ILogger logger, int count, DateTimeOffset before);

    [LoggerMessage(2012, LogLevel.Warning, "Purging of old instances failed; it is tried again in an hour")]
    public static partial void PurgeFailed(ILogger logger, Exception exception);
}
