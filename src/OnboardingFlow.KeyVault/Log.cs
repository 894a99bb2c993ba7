using Microsoft.Extensions.Logging;

namespace OnboardingFlow.KeyVault;

/// <summary>Every log message of this project. Event ids 3000 to 3099; an id keeps its meaning.</summary>
internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Warning, "Key Vault throttled {Operation} for the {Time}. time in a row, Retry-After {RetryAfterSeconds} s; the budget is now {OperationsPerSecond:0.#} operations/s")]
    public static partial void Throttled(ILogger logger, string operation, int time, double retryAfterSeconds, double operationsPerSecond);

    [LoggerMessage(3002, LogLevel.Information, "Newest version of key {Key} is {Version}")]
    public static partial void NewestVersion(ILogger logger, string key, string version);

    [LoggerMessage(3003, LogLevel.Information, "Read secret {Secret}: {Count} version(s) in use")]
    public static partial void SecretRead(ILogger logger, string secret, int count);

    [LoggerMessage(3004, LogLevel.Warning, "Key Vault could not be asked for {Name} ({Reason}); what was read before is used for another minute")]
    public static partial void Stale(ILogger logger, string name, string reason);
}
