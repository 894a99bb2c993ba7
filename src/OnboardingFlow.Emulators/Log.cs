namespace OnboardingFlow.Emulators;

internal static partial class Log
{
    [LoggerMessage(7001, LogLevel.Information, "WeChat Pay at {WeChatPay}, Key Vault at {KeyVault}, files in {Directory}")]
    internal static partial void Started(ILogger logger, Uri weChatPay, Uri keyVault, string directory);

    [LoggerMessage(7002, LogLevel.Error, "{Method} {Path} failed in the emulator")]
    internal static partial void CallFailed(ILogger logger, string method, string path, Exception exception);

    [LoggerMessage(7003, LogLevel.Warning, "Notification {Id} given up: {Reason}")]
    internal static partial void NotificationGivenUp(ILogger logger, string id, string reason);
}
