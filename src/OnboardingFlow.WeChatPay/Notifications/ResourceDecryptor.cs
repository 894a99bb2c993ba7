using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.WeChatPay.Notifications;

/// <summary>Decrypts what WeChat Pay encrypts under the APIv3 key: AES-256-GCM, the tag in the ciphertext's last 16 bytes.</summary>
/// <remarks>Source: APIv3's "decrypting certificates and notifications".</remarks>
internal sealed class ResourceDecryptor(ISecrets secrets, IOptions<KeyNames> names)
{
    public const string Algorithm = "AEAD_AES_256_GCM";

    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>The plaintext, or null when it isn't of the documented form or no version of the key opens it.</summary>
    /// <exception cref="ActivityException">The key can't be had, or no version of it has 32 bytes.</exception>
    public async ValueTask<byte[]?> DecryptAsync(EncryptedResource resource, CancellationToken cancellationToken)
    {
        // The current version first, then the one before: the key may be rotating.
        var versions = await secrets.GetAsync(names.Value.ApiV3KeySecret, cancellationToken).ConfigureAwait(false);
        var tried = false;
        foreach (var version in versions)
        {
            var key = Encoding.UTF8.GetBytes(version.Reveal());
            if (key.Length == KeyBytes)
            {
                tried = true;
                if (Decrypt(key, resource) is { } plain)
                {
                    return plain;
                }
            }
        }

        return tried ? null : throw new ActivityException(
            ErrorTypes.Configuration, $"Secret {names.Value.ApiV3KeySecret} has no version of {KeyBytes} bytes: store the APIv3 key there as it is.");
    }

    /// <summary>Whether there is a key of the right length to decrypt with.</summary>
    /// <exception cref="ActivityException">The secret can't be had.</exception>
    public async ValueTask<bool> HasKeyAsync(CancellationToken cancellationToken)
    {
        var versions = await secrets.GetAsync(names.Value.ApiV3KeySecret, cancellationToken).ConfigureAwait(false);
        return versions.Any(v => Encoding.UTF8.GetByteCount(v.Reveal()) == KeyBytes);
    }

    /// <summary>Decrypts with one key; null when it doesn't open.</summary>
    internal static byte[]? Decrypt(ReadOnlySpan<byte> key, EncryptedResource resource)
    {
        if (resource is not { Algorithm: Algorithm, Ciphertext: { } ciphertext, Nonce: { } nonceText } || nonceText.Length != NonceBytes)
        {
            return null;
        }

        var sealedBytes = new byte[((ciphertext.Length / 4) + 1) * 3];
        Span<byte> nonce = stackalloc byte[NonceBytes];
        if (!Encoding.UTF8.TryGetBytes(nonceText, nonce, out var nonceLength) || nonceLength != NonceBytes
            || !Convert.TryFromBase64String(ciphertext, sealedBytes, out var length) || length < TagBytes)
        {
            return null;
        }

        return Open(key, nonce, sealedBytes.AsSpan(0, length), Encoding.UTF8.GetBytes(resource.AssociatedData ?? ""));
    }

    /// <summary>AES-256-GCM, the tag in the last 16 bytes; null when it doesn't open.</summary>
    internal static byte[]? Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> associatedData)
    {
        var plain = new byte[sealedBytes.Length - TagBytes];
        try
        {
            using var aes = new AesGcm(key, TagBytes);
            aes.Decrypt(nonce, sealedBytes[..^TagBytes], sealedBytes[^TagBytes..], plain, associatedData);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
