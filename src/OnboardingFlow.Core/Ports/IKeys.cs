namespace OnboardingFlow.Core.Ports;

/// <summary>Keys that live in Key Vault. Private-key operations count against the signing budget and wait for it; public-key work is done locally.</summary>
/// <remarks>Failures are <see cref="ActivityException"/>s: <see cref="ErrorTypes.Transient"/>, or for a disabled, expired, deleted or forbidden key <see cref="ErrorTypes.KeyUnavailable"/> where the
/// private key is needed and <see cref="ErrorTypes.Configuration"/> where the public one is; both with the fix in their text.</remarks>
public interface IKeys
{
    /// <summary>RSASSA-PKCS1-v1_5 over a SHA-256 digest (Key Vault's RS256).</summary>
    /// <param name="key">Name and version; an empty version means the newest.</param>
    /// <param name="sha256Digest">The 32-byte digest.</param>
    /// <param name="signingClass">For whom.</param>
    /// <param name="cancellationToken">Cancels the wait and the call.</param>
    Task<byte[]> SignAsync(KeyReference key, ReadOnlyMemory<byte> sha256Digest, SigningClass signingClass, CancellationToken cancellationToken);

    /// <summary>Wraps a data key with the newest version's public part (RSA-OAEP-256), locally.</summary>
    Task<WrappedKey> WrapAsync(string keyName, ReadOnlyMemory<byte> dataKey, CancellationToken cancellationToken);

    /// <summary>Unwraps a data key with the version that wrapped it.</summary>
    /// <exception cref="ActivityException">With <see cref="ErrorTypes.Unreadable"/> when the vault says that the wrapped key isn't one of this key's.</exception>
    Task<byte[]> UnwrapAsync(string keyName, WrappedKey wrapped, CancellationToken cancellationToken);

    /// <summary>Decrypts with RSA-OAEP (SHA-1), as WeChat Pay encrypts to the merchant's key.</summary>
    Task<byte[]> DecryptAsync(KeyReference key, ReadOnlyMemory<byte> ciphertext, SigningClass signingClass, CancellationToken cancellationToken);
}
