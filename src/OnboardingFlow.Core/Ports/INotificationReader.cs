using OnboardingFlow.Core.Contracts;

namespace OnboardingFlow.Core.Ports;

/// <summary>Reads WeChat Pay's notifications: verifies the signature over the raw body, then decrypts.</summary>
public interface INotificationReader
{
    /// <summary>Reads one notification.</summary>
    /// <param name="headers">All values of a header by its name (case-insensitive); empty when absent.</param>
    /// <param name="body">The raw bytes as received.</param>
    /// <param name="cancellationToken">Cancels the fetch of keys.</param>
    /// <exception cref="ActivityException">Keys can't be had now: answer 503 so that WeChat Pay sends it again.</exception>
    Task<NotificationReading> ReadAsync(Func<string, IReadOnlyList<string>> headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);
}
