using Microsoft.Extensions.Logging;
using OnboardingFlow.WeChatPay.Sending;

namespace OnboardingFlow.WeChatPay;

/// <summary>Every log message of this project. Event ids 3100 to 3199; an id keeps its meaning. None holds anything of a request, an answer or a person.</summary>
internal static partial class Log
{
    [LoggerMessage(3101, LogLevel.Warning, "A change of section WeChatPay was refused and the settings before it stay in force: {Reasons}")]
    public static partial void SettingsRefused(ILogger logger, string reasons);

    [LoggerMessage(3102, LogLevel.Warning, "WeChat Pay {Method} over {Host} ended {End}: {Reason}")]
    public static partial void AttemptFailed(ILogger logger, string method, string host, AttemptEnd end, string reason);

    [LoggerMessage(3103, LogLevel.Warning, "A notification was refused: {Reason}")]
    public static partial void NotificationRefused(ILogger logger, string reason);

    [LoggerMessage(3104, LogLevel.Information, "{Count} platform certificates of WeChat Pay were downloaded")]
    public static partial void CertificatesDownloaded(ILogger logger, int count);

    [LoggerMessage(3105, LogLevel.Warning, "The platform certificates of WeChat Pay were not downloaded, those before stay in use: {ErrorType}: {Reason}")]
    public static partial void CertificatesNotDownloaded(ILogger logger, string errorType, string reason);
}
