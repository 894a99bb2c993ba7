using System.Xml;
using Azure;
using Azure.Identity;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Integrations.Storage;

/// <summary>Storage's faults in the words that workflows act upon. A service's own error text may quote a request, so only its status and code are passed on.</summary>
public static class StorageFaults
{
    /// <summary>Calls storage; its faults become <see cref="ActivityException"/>s.</summary>
    public static async Task TranslateAsync(Func<Task> call, CancellationToken cancellationToken) => await TranslateAsync(
        async () =>
        {
            await call();
            return true;
        },
        cancellationToken);

    /// <inheritdoc cref="TranslateAsync(Func{Task}, CancellationToken)"/>
    public static async Task<T> TranslateAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && Translate(fault) is { } translated)
        {
            throw translated;
        }
    }

    /// <summary>Null for what isn't a fault of storage.</summary>
    public static ActivityException? Translate(Exception fault) => fault switch
    {
        RequestFailedException { Status: 0 or 408 or 429 or >= 500 } failed =>
            new ActivityException(ErrorTypes.Transient, $"Storage is out of reach or busy ({Cause(failed)}).", failed),
        RequestFailedException failed =>
            new ActivityException(ErrorTypes.Configuration, $"Storage refused ({Cause(failed)}): check Storage:* and the identity's rights.", failed),
        AuthenticationFailedException failed =>
            new ActivityException(ErrorTypes.Configuration, "No token could be had for storage: check the identity of this host.", failed),
        AggregateException or OperationCanceledException or IOException or XmlException =>
            new ActivityException(ErrorTypes.Transient, "Storage is out of reach, or what answers is not storage.", fault),
        _ => null,
    };

    private static string Cause(RequestFailedException failed) => failed.ErrorCode ?? (failed.Status == 0 ? "no answer" : $"status {failed.Status}");
}
