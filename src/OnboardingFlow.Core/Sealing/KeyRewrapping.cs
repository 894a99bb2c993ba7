using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Core.Sealing;

/// <summary>
/// After a rotation of the sealing key: wraps stored data keys anew by its newest version, in small steps, so that the old version may be disabled. Safe to repeat,
/// to break off anywhere and to run beside itself: a key that has the newest version is only read.
/// </summary>
public sealed partial class KeyRewrapping(IKeys keys, IDataKeyStore store, IOptions<KeyNames> names, ILogger<KeyRewrapping> logger)
{
    /// <summary>Keys that one step looks at. They are unwrapped one after another, so that people who wait keep their share of the budget.</summary>
    public const int StepSize = 100;

    /// <summary>Does one step.</summary>
    /// <param name="after">The <see cref="RewrapStep.Last"/> of the step before; null for the first.</param>
    /// <param name="cancellationToken">Breaks off; what was done stays done.</param>
    /// <exception cref="ActivityException">Key Vault or the store can't be had now, or the newest version can't wrap.</exception>
    public async Task<RewrapStep> StepAsync(string? after, CancellationToken cancellationToken)
    {
        var page = await store.ListAsync(after, StepSize, cancellationToken);
        var newest = page.Count == 0 ? "" : (await keys.WrapAsync(names.Value.SealingKey, new byte[EnvelopeCipher.DataKeyLength], cancellationToken)).KeyVersion;
        var (rewrapped, failed) = (0, 0);
        foreach (var record in page.Where(record => record.Wrapped.KeyVersion != newest))
        {
            if (await TryAsync(record, cancellationToken) is { } problem)
            {
                failed++;
                DataKeyLeft(logger, record.KeyId, record.InstanceId, record.Wrapped.KeyVersion, problem);
            }
            else
            {
                rewrapped++;
            }
        }

        return new RewrapStep(page.Count, rewrapped, failed, page.Count == StepSize ? page[^1].KeyId : null);
    }

    private async Task<string?> TryAsync(DataKeyRecord record, CancellationToken cancellationToken)
    {
        byte[] dataKey;
        try
        {
            dataKey = await keys.UnwrapAsync(names.Value.SealingKey, record.Wrapped, cancellationToken);
        }
        catch (ActivityException fault) when (fault.ErrorType is not ErrorTypes.Transient)
        {
            return fault.Message;
        }

        try
        {
            await store.RewrapAsync(record.KeyId, await keys.WrapAsync(names.Value.SealingKey, dataKey, cancellationToken), cancellationToken);
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    [LoggerMessage(1201, LogLevel.Warning, "Data key {KeyId} of {InstanceId}, wrapped by version {KeyVersion}, stays as it is: {Problem}")]
    private static partial void DataKeyLeft(ILogger logger, string keyId, string instanceId, string keyVersion, string problem);
}
