using Microsoft.Extensions.Logging;

namespace OnboardingFlow.Core.Observability;

/// <summary>What log lines written during some work carry beside their message.</summary>
internal static class LogScopes
{
    private static readonly Func<ILogger, string, IDisposable?> Instance = LoggerMessage.DefineScope<string>("InstanceId:{InstanceId}");
    private static readonly Func<ILogger, string, IDisposable?> Message = LoggerMessage.DefineScope<string>("MessageId:{MessageId}");

    public static IDisposable? BeginInstance(this ILogger logger, string instanceId) => Instance(logger, instanceId);

    public static IDisposable? BeginMessage(this ILogger logger, string messageId) => Message(logger, messageId);
}
