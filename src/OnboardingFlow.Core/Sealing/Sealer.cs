using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Core.Sealing;

/// <summary>
/// Seals personal data before anything is stored, and opens it where a step needs it. Keyed envelopes name a data key in <see cref="IDataKeyStore"/>, so
/// that erasing the key erases what it sealed; self-contained ones carry their data key, wrapped by the vault's sealing key.
/// </summary>
/// <remarks>
/// Every method may throw <see cref="ActivityException"/>: <see cref="ErrorTypes.Unreadable"/> (not an envelope, changed, of another context or purpose, or its key
/// was erased), and what <see cref="IKeys"/> throws. Messages never hold content.
/// </remarks>
public sealed class Sealer
{
    private readonly IKeys _keys;
    private readonly IDataKeyStore _store;
    private readonly DataKeyCache _cache;
    private readonly TimeProvider _time;
    private readonly string _sealingKey;

    // Version that wrapped last. Wrapping is local and always takes the newest version known.
    private volatile string _newestVersion = "";

    internal Sealer(IKeys keys, IDataKeyStore store, DataKeyCache cache, TimeProvider time, IOptions<KeyNames> names)
    {
        _keys = keys;
        _store = store;
        _cache = cache;
        _time = time;
        _sealingKey = names.Value.SealingKey;
    }

    /// <summary>Id of the data key that a keyed envelope names, to seal more with it.</summary>
    public static string KeyIdOf(string envelope) => Parse(envelope, EnvelopeKind.Keyed).Key;

    /// <summary>Seals with a fresh data key, which is stored (wrapped) before this returns.</summary>
    /// <param name="instanceId">The onboarding: context of the envelope and owner of the key.</param>
    /// <param name="purpose">One of <see cref="SealPurposes"/>.</param>
    /// <param name="plaintext">At most 1 MiB.</param>
    /// <param name="cancellationToken">Cancels the wrapping and storing.</param>
    public async Task<SealedText> SealNewAsync(string instanceId, string purpose, ReadOnlyMemory<byte> plaintext, CancellationToken cancellationToken)
    {
        var keyId = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var dataKey = NewDataKey();
        try
        {
            var wrapped = await WrapAsync(dataKey, cancellationToken);
            await _store.AddAsync(new DataKeyRecord(keyId, instanceId, wrapped, _time.GetUtcNow()), cancellationToken);
            _cache.Put(keyId, instanceId, dataKey);
            return new SealedText(keyId, EnvelopeCipher.Seal(dataKey, Envelope.HeaderOf(EnvelopeKind.Keyed, keyId, []), purpose, instanceId, plaintext.Span));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    /// <summary>Seals with a data key that exists, e.g. a token with the key of its onboarding.</summary>
    public async Task<string> SealAsync(string keyId, string instanceId, string purpose, ReadOnlyMemory<byte> plaintext, CancellationToken cancellationToken)
    {
        if (TrySealCached(keyId, instanceId, purpose, plaintext.Span) is { } text)
        {
            return text;
        }

        var dataKey = await UnwrapStoredAsync(keyId, instanceId, cancellationToken);
        try
        {
            return EnvelopeCipher.Seal(dataKey, Envelope.HeaderOf(EnvelopeKind.Keyed, keyId, []), purpose, instanceId, plaintext.Span);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    /// <summary>Opens a keyed envelope.</summary>
    public async Task<byte[]> OpenAsync(string envelope, string instanceId, string purpose, CancellationToken cancellationToken)
    {
        var parsed = Parse(envelope, EnvelopeKind.Keyed);
        if (TryOpenCached(parsed, instanceId, purpose) is { } plaintext)
        {
            return plaintext;
        }

        var dataKey = await UnwrapStoredAsync(parsed.Key, instanceId, cancellationToken);
        try
        {
            return EnvelopeCipher.Open(dataKey, parsed, purpose, instanceId);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    /// <summary>Seals into a self-contained envelope. Needs only the public part of the sealing key.</summary>
    public async Task<string> SealToVaultAsync(string context, string purpose, ReadOnlyMemory<byte> plaintext, CancellationToken cancellationToken)
    {
        var dataKey = NewDataKey();
        try
        {
            var wrapped = await WrapAsync(dataKey, cancellationToken);
            var header = Envelope.HeaderOf(EnvelopeKind.SelfContained, wrapped.KeyVersion, wrapped.Bytes.Span);
            return EnvelopeCipher.Seal(dataKey, header, purpose, context, plaintext.Span);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    /// <summary>Opens a self-contained envelope: one private-key operation.</summary>
    public async Task<byte[]> OpenFromVaultAsync(string envelope, string context, string purpose, CancellationToken cancellationToken)
    {
        var parsed = Parse(envelope, EnvelopeKind.SelfContained);
        var dataKey = await UnwrapAsync(new WrappedKey(parsed.Key, parsed.WrappedKey), cancellationToken);
        try
        {
            return EnvelopeCipher.Open(dataKey, parsed, purpose, context);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    /// <summary>Opens the data of a request that its sender sealed with <see cref="PublicKeySealer"/>.</summary>
    public Task<byte[]> OpenSenderRequestAsync(string envelope, CancellationToken cancellationToken) =>
        OpenFromVaultAsync(envelope, "", SealPurposes.SenderRequest, cancellationToken);

    /// <summary>Erases one data key, here and in the store.</summary>
    public async Task EraseAsync(string keyId, CancellationToken cancellationToken)
    {
        await _store.EraseAsync(keyId, cancellationToken);
        _cache.Forget(keyId);
    }

    /// <summary>Erases every data key of an onboarding; returns how many the store held. Another process may still hold one in memory for five minutes.</summary>
    public async Task<int> EraseInstanceAsync(string instanceId, CancellationToken cancellationToken)
    {
        var erased = await _store.EraseInstanceAsync(instanceId, cancellationToken);
        _cache.ForgetInstance(instanceId);
        return erased;
    }

    private static byte[] NewDataKey()
    {
        var key = NewPinnedKey();
        RandomNumberGenerator.Fill(key);
        return key;
    }

    private static byte[] NewPinnedKey() => GC.AllocateArray<byte>(EnvelopeCipher.DataKeyLength, pinned: true);

    private static Envelope Parse(string text, EnvelopeKind kind) => Envelope.TryParse(text, out var problem) switch
    {
        null => throw new ActivityException(ErrorTypes.Unreadable, $"This isn't an envelope: it {problem}."),
        { } envelope when envelope.Kind != kind => throw new ActivityException(
            ErrorTypes.Unreadable, kind == EnvelopeKind.Keyed ? "The envelope carries its own key; one with a stored key is needed." : "The envelope names a stored key; one with its own is needed."),
        { } envelope => envelope,
    };

    // The key's copy lies on the stack: it isn't moved, costs nothing, and is zeroed before the method returns.
    private string? TrySealCached(string keyId, string instanceId, string purpose, ReadOnlySpan<byte> plaintext)
    {
        Span<byte> dataKey = stackalloc byte[EnvelopeCipher.DataKeyLength];
        try
        {
            return _cache.TryCopy(keyId, dataKey)
                ? EnvelopeCipher.Seal(dataKey, Envelope.HeaderOf(EnvelopeKind.Keyed, keyId, []), purpose, instanceId, plaintext)
                : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    private byte[]? TryOpenCached(Envelope envelope, string instanceId, string purpose)
    {
        Span<byte> dataKey = stackalloc byte[EnvelopeCipher.DataKeyLength];
        try
        {
            return _cache.TryCopy(envelope.Key, dataKey) ? EnvelopeCipher.Open(dataKey, envelope, purpose, instanceId) : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    private async Task<byte[]> UnwrapStoredAsync(string keyId, string instanceId, CancellationToken cancellationToken)
    {
        var record = await _store.FindAsync(keyId, cancellationToken);
        if (record is null || record.InstanceId != instanceId)
        {
            throw new ActivityException(ErrorTypes.Unreadable, $"Data key {keyId} of {instanceId} was erased, or never was: what it sealed can't be opened.");
        }

        var dataKey = await UnwrapAsync(record.Wrapped, cancellationToken);
        try
        {
            await RewrapWhenRotatedAsync(record, dataKey, cancellationToken);
            _cache.Put(keyId, instanceId, dataKey);
            return dataKey;
        }
        catch
        {
            CryptographicOperations.ZeroMemory(dataKey);
            throw;
        }
    }

    /// <summary>After a rotation of the sealing key, a stored data key is wrapped anew when it is used, so that the old version may be disabled in time.</summary>
    private async Task RewrapWhenRotatedAsync(DataKeyRecord record, byte[] dataKey, CancellationToken cancellationToken)
    {
        if (record.Wrapped.KeyVersion == _newestVersion)
        {
            return;
        }

        try
        {
            var wrapped = await WrapAsync(dataKey, cancellationToken);
            if (wrapped.KeyVersion != record.Wrapped.KeyVersion)
            {
                await _store.RewrapAsync(record.KeyId, wrapped, cancellationToken);
            }
        }
        catch (ActivityException)
        {
            // Opening needs the version that wrapped it and no other: a new one that can't be used yet holds nobody up, and the next use tries again.
            return;
        }
    }

    private async Task<WrappedKey> WrapAsync(byte[] dataKey, CancellationToken cancellationToken)
    {
        var wrapped = await _keys.WrapAsync(_sealingKey, dataKey, cancellationToken);
        _newestVersion = wrapped.KeyVersion;
        return wrapped;
    }

    private async Task<byte[]> UnwrapAsync(WrappedKey wrapped, CancellationToken cancellationToken)
    {
        var dataKey = await _keys.UnwrapAsync(_sealingKey, wrapped, cancellationToken);
        return dataKey.Length == EnvelopeCipher.DataKeyLength
            ? dataKey
            : throw new ActivityException(ErrorTypes.Unreadable, $"The wrapped data key has {dataKey.Length} bytes instead of {EnvelopeCipher.DataKeyLength}.");
    }
}
