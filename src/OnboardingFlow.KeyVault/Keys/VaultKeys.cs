using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.KeyVault.Caching;
using OnboardingFlow.KeyVault.Connection;

namespace OnboardingFlow.KeyVault.Keys;

/// <summary>Keys in Key Vault. What needs the private key is asked of the vault; what needs only the public one is done here.</summary>
public sealed class VaultKeys : IKeys
{
    private const int DigestLength = 32;
    private const int KeptKeys = 64;

    // How soon a rotated key's new version is taken up.
    private static readonly TimeSpan NewestIsFresh = TimeSpan.FromMinutes(5);

    // Who asks whether the host is ready may ask often.
    private static readonly TimeSpan CheckHolds = TimeSpan.FromSeconds(5);

    // Unwrapping opens stored data, whoever's: these operations share one place in the round of organizations.
    private static readonly SigningClass Unwrapping = new(SigningUrgency.PersonWaiting, "");

    private readonly IKeyOperations _operations;
    private readonly TimeProvider _time;
    private readonly ILogger<VaultKeys> _logger;
    private readonly VaultConnection _vault;
    private readonly SingleFlightCache<VaultPublicKey> _newest;
    private readonly SingleFlightCache<VaultPublicKey> _versions;
    private readonly SingleFlightCache<VaultPublicKey> _checked;

    internal VaultKeys(IKeyOperations operations, VaultConnection vault, TimeProvider time, ILogger<VaultKeys> logger)
    {
        _operations = operations;
        _vault = vault;
        _time = time;
        _logger = logger;
        _newest = new SingleFlightCache<VaultPublicKey>(NewestIsFresh, KeptKeys, time, (name, fault) => Log.Stale(logger, name, fault.Message));

        // A version's key never changes.
        _versions = new SingleFlightCache<VaultPublicKey>(TimeSpan.FromDays(365), KeptKeys, time);
        _checked = new SingleFlightCache<VaultPublicKey>(CheckHolds, KeptKeys, time);
    }

    /// <inheritdoc/>
    public Task<byte[]> SignAsync(KeyReference key, ReadOnlyMemory<byte> sha256Digest, SigningClass signingClass, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (sha256Digest.Length != DigestLength)
        {
            throw new ArgumentException($"A SHA-256 digest has {DigestLength} bytes, not {sha256Digest.Length}", nameof(sha256Digest));
        }

        return RunAsync(key, new(VaultOperations.Sign, signingClass), sha256Digest, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<WrappedKey> WrapAsync(string keyName, ReadOnlyMemory<byte> dataKey, CancellationToken cancellationToken)
    {
        var newest = await UsableAsync(new KeyReference(keyName), VaultOperations.Wrap, cancellationToken);
        using var rsa = newest.Open();
        return new WrappedKey(newest.Version, rsa.Encrypt(dataKey.Span, RSAEncryptionPadding.OaepSHA256));
    }

    /// <inheritdoc/>
    public Task<byte[]> UnwrapAsync(string keyName, WrappedKey wrapped, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wrapped);
        ArgumentException.ThrowIfNullOrEmpty(wrapped.KeyVersion);
        return RunAsync(new KeyReference(keyName, wrapped.KeyVersion), new(VaultOperations.Unwrap, Unwrapping), wrapped.Bytes, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<byte[]> DecryptAsync(KeyReference key, ReadOnlyMemory<byte> ciphertext, SigningClass signingClass, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return RunAsync(key, new(VaultOperations.Decrypt, signingClass), ciphertext, cancellationToken);
    }

    /// <summary>Encrypts with RSA-OAEP (SHA-1) for <see cref="DecryptAsync"/>, locally.</summary>
    /// <exception cref="ActivityException">Transient or Configuration.</exception>
    public async Task<byte[]> EncryptAsync(KeyReference key, ReadOnlyMemory<byte> plaintext, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        using var rsa = (await UsableAsync(key, VaultOperations.Encrypt, cancellationToken)).Open();
        return rsa.Encrypt(plaintext.Span, RSAEncryptionPadding.OaepSHA1);
    }

    /// <summary>The public part of a version, or of the newest one; from the cache where it is there.</summary>
    /// <exception cref="ActivityException">Transient or Configuration.</exception>
    public Task<VaultPublicKey> GetPublicKeyAsync(KeyReference key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Version.Length == 0
            ? _newest.GetAsync(key.Name, ReadNewestAsync, cancellationToken)
            : _versions.GetAsync($"{key.Name}/{key.Version}", (_, token) => ReadAsync(key.Name, key.Version, token), cancellationToken);
    }

    /// <summary>Looks whether the vault has the key, enabled and within its dates, now and not as the cache remembers it. Costs no private-key operation; what was seen holds for five seconds.</summary>
    /// <exception cref="ActivityException">Transient, or Configuration with the fix in its text.</exception>
    public async Task CheckAsync(KeyReference key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        var found = await _checked.GetAsync($"{key.Name}/{key.Version}", (_, token) => ReadAsync(key.Name, key.Version, token), cancellationToken);
        RefuseUnusable(key, found, VaultOperations.Get);
    }

    private async Task<byte[]> RunAsync(KeyReference key, PrivateKeyOperation operation, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        try
        {
            return await RunNewestAsync(key, operation, value, cancellationToken);
        }
        catch (ActivityException fault) when (fault.ErrorType == ErrorTypes.Configuration && operation.Name != VaultOperations.Decrypt)
        {
            throw new ActivityException(ErrorTypes.KeyUnavailable, fault.Message, fault);
        }
    }

    private async Task<byte[]> RunNewestAsync(KeyReference key, PrivateKeyOperation operation, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        if (key.Version.Length > 0)
        {
            return await RunVersionAsync(key, operation, value, cancellationToken);
        }

        var newest = await GetPublicKeyAsync(key, cancellationToken);
        try
        {
            return await RunVersionAsync(key with { Version = newest.Version }, operation, value, cancellationToken);
        }
        catch (ActivityException fault) when (fault.ErrorType == ErrorTypes.Configuration)
        {
            // The version that was newest some minutes ago may have been rotated out since.
            _newest.Forget(key.Name);
            var now = await GetPublicKeyAsync(key, cancellationToken);
            if (now.Version == newest.Version)
            {
                throw;
            }

            return await RunVersionAsync(key with { Version = now.Version }, operation, value, cancellationToken);
        }
    }

    private async Task<byte[]> RunVersionAsync(
        KeyReference key, PrivateKeyOperation operation, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        try
        {
            return await _operations.RunAsync(key, operation, value, cancellationToken);
        }
        catch (AggregateException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken); // What Azure.Core makes of a cancellation after a retry.
        }
        catch (Exception error) when (FaultOf(error, key.Name, key.Version, operation.Name, cancellationToken) is { } fault)
        {
            throw fault;
        }
    }

    private async Task<VaultPublicKey> ReadAsync(string name, string version, CancellationToken cancellationToken)
    {
        try
        {
            return await _operations.GetAsync(name, version, cancellationToken);
        }
        catch (AggregateException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception error) when (FaultOf(error, name, version, VaultOperations.Get, cancellationToken) is { } fault)
        {
            throw fault;
        }
    }

    private ActivityException? FaultOf(Exception error, string name, string version, string operation, CancellationToken cancellationToken) =>
        error is ActivityException || cancellationToken.IsCancellationRequested
            ? null
            : VaultFaults.FromException(new VaultObject(_vault.Address, "key", name, version, operation), error);

    private async Task<VaultPublicKey> ReadNewestAsync(string name, CancellationToken cancellationToken)
    {
        var newest = await ReadAsync(name, "", cancellationToken);
        Log.NewestVersion(_logger, name, newest.Version);
        return newest;
    }

    private async Task<VaultPublicKey> UsableAsync(KeyReference key, string operation, CancellationToken cancellationToken)
    {
        var found = await GetPublicKeyAsync(key, cancellationToken);
        RefuseUnusable(key, found, operation);
        return found;
    }

    private void RefuseUnusable(KeyReference key, VaultPublicKey found, string operation)
    {
        var target = new VaultObject(_vault.Address, "key", key.Name, found.Version, operation);
        var now = _time.GetUtcNow();
        if (found.Enabled && !(now < found.NotBefore) && !(now >= found.Expires))
        {
            return;
        }

        // Asked again next time: an operator may be putting it right.
        _newest.Forget(key.Name);
        throw found.Enabled
            ? target.Misconfigured($"it is valid from {found.NotBefore:u} to {found.Expires:u} only", target.FixDates())
            : target.Misconfigured("it is disabled", target.FixDisabled());
    }
}
