using Microsoft.Extensions.Logging;

namespace OnboardingFlow.Integrations;

/// <summary>Every log message of this project. Event ids 5000 to 5099; an id keeps its meaning.</summary>
internal static partial class Log
{
    [LoggerMessage(5000, LogLevel.Warning, "The queues can't be set up yet: {Fault} Trying again.")]
    public static partial void StorageNotReady(this ILogger logger, string fault);

    [LoggerMessage(5010, LogLevel.Information, "Listening on queue {Queue}, at most {Concurrency} messages at a time")]
    public static partial void Listening(this ILogger logger, string queue, int concurrency);

    [LoggerMessage(5011, LogLevel.Information, "Stopped listening; {Released} messages were let go")]
    public static partial void StoppedListening(this ILogger logger, int released);

    [LoggerMessage(5012, LogLevel.Warning, "Messages can't be received: {Fault} Trying again in {Delay}.")]
    public static partial void CannotReceive(this ILogger logger, string fault, TimeSpan delay);

    [LoggerMessage(5013, LogLevel.Debug, "Message {MessageId} is done: {Why}")]
    public static partial void MessageDeleted(this ILogger logger, string messageId, string why);

    [LoggerMessage(5014, LogLevel.Warning, "Message {MessageId} (first {FirstMessageId}) went to poison: {Reason}")]
    public static partial void MessagePoisoned(this ILogger logger, string messageId, string firstMessageId, string reason);

    [LoggerMessage(5015, LogLevel.Information, "Message {MessageId} (first {FirstMessageId}) is tried again in {Delay}; {Tries} tries so far")]
    public static partial void MessageRetried(this ILogger logger, string messageId, string firstMessageId, TimeSpan delay, int tries);

    [LoggerMessage(5016, LogLevel.Warning, "Message {MessageId} stays on the queue, hidden for {Delay}: {Why}")]
    public static partial void MessageLeft(this ILogger logger, string messageId, TimeSpan delay, string why);

    /// <summary>Without the exception's message: an unforeseen one may quote a value.</summary>
    [LoggerMessage(5017, LogLevel.Error, "Handling message {MessageId} failed unexpectedly ({FaultType}); it stays on the queue, hidden for {Delay}\n{StackTrace}")]
    public static partial void HandlingFailed(this ILogger logger, string messageId, string faultType, TimeSpan delay, string? stackTrace);

    [LoggerMessage(5018, LogLevel.Warning, "Message {MessageId} is no longer ours (its visibility ended): left to whoever has it now")]
    public static partial void LeaseLost(this ILogger logger, string messageId);

    [LoggerMessage(5019, LogLevel.Warning, "Message {MessageId} could not be made visible again: {Fault}")]
    public static partial void CannotRelease(this ILogger logger, string messageId, string fault);

    [LoggerMessage(5020, LogLevel.Warning, "The visibility of message {MessageId} could not be renewed: {Fault}")]
    public static partial void CannotRenew(this ILogger logger, string messageId, string fault);
}
