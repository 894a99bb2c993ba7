using System.Security.Cryptography;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Core.Tests.Sealing;

/// <summary>A vault in memory with one real RSA key that serves every name; counts the private-key operations.</summary>
internal sealed class RsaKeys : IKeys, IDisposable
{
    public const string Version = "0123456789abcdef";

    private readonly RSA _rsa = RSA.Create(2048);

    /// <summary>What wrapping names as the newest version; the key stays the same.</summary>
    public string NewestVersion { get; set; } = Version;

    /// <summary>What wrapping fails with; null when it works.</summary>
    public ActivityException? WrappingFails { get; set; }

    /// <summary>What unwrapping fails with; null when it works.</summary>
    public ActivityException? UnwrappingFails { get; set; }

    public int PrivateKeyOperations { get; private set; }

    public string PublicKeyPem => _rsa.ExportSubjectPublicKeyInfoPem();

    public Task<byte[]> SignAsync(KeyReference key, ReadOnlyMemory<byte> sha256Digest, SigningClass signingClass, CancellationToken cancellationToken)
    {
        PrivateKeyOperations++;
        return Task.FromResult(_rsa.SignHash(sha256Digest.Span, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    public Task<WrappedKey> WrapAsync(string keyName, ReadOnlyMemory<byte> dataKey, CancellationToken cancellationToken) => WrappingFails is { } fault
        ? throw fault
        : Task.FromResult(new WrappedKey(NewestVersion, _rsa.Encrypt(dataKey.Span, RSAEncryptionPadding.OaepSHA256)));

    public Task<byte[]> UnwrapAsync(string keyName, WrappedKey wrapped, CancellationToken cancellationToken)
    {
        PrivateKeyOperations++;
        if (UnwrappingFails is { } refused)
        {
            throw refused;
        }

        try
        {
            return Task.FromResult(_rsa.Decrypt(wrapped.Bytes.Span, RSAEncryptionPadding.OaepSHA256));
        }
        catch (CryptographicException exception)
        {
            throw new ActivityException(ErrorTypes.Unreadable, "The wrapped key isn't one of this key's.", exception);
        }
    }

    public Task<byte[]> DecryptAsync(KeyReference key, ReadOnlyMemory<byte> ciphertext, SigningClass signingClass, CancellationToken cancellationToken)
    {
        PrivateKeyOperations++;
        return Task.FromResult(_rsa.Decrypt(ciphertext.Span, RSAEncryptionPadding.OaepSHA1));
    }

    public void Dispose() => _rsa.Dispose();
}
