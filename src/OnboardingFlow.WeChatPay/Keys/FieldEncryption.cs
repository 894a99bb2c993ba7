using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.WeChatPay.Keys;

/// <summary>Encrypts the sensitive fields of one call, all with one key: RSA-OAEP with SHA-1 and MGF1-SHA-1, in Base64.</summary>
/// <remarks>Source: APIv3's "sensitive information encryption".</remarks>
internal sealed class FieldEncryption(PlatformKey key)
{
    /// <summary>The padding that APIv3 prescribes, for what we encrypt and for what comes encrypted to us.</summary>
    public static RSAEncryptionPadding Padding => RSAEncryptionPadding.OaepSHA1;

    /// <summary>What the request's <c>Wechatpay-Serial</c> must name.</summary>
    public string Serial => key.Serial;

    /// <summary>Chooses the key for one call.</summary>
    /// <exception cref="ActivityException">There is no key to encrypt with.</exception>
    public static async ValueTask<FieldEncryption> WithAsync(PlatformKeyRing ring, CancellationToken cancellationToken) =>
        new(await ring.EncryptingAsync(cancellationToken).ConfigureAwait(false) ?? throw new ActivityException(
            ErrorTypes.Configuration,
            "There is no key of WeChat Pay to encrypt with: none is in WeChatPay:PublicKeys and no certificate could be downloaded (the log says why)."));

    /// <summary>Encrypts one value; null stays null.</summary>
    /// <exception cref="ActivityException">The value is longer than the key can encrypt.</exception>
    [return: NotNullIfNotNull(nameof(value))]
    [SuppressMessage("Security", "CA5350:Do not use weak cryptographic algorithms", Justification = "APIv3 prescribes OAEP with SHA-1, where SHA-1's collisions don't matter.")]
    public string? Encrypt(Sensitive? value)
    {
        if (value is null)
        {
            return null;
        }

        // OAEP with SHA-1 takes the key's length less 42 bytes (RFC 8017, 7.1.1).
        var plain = Encoding.UTF8.GetBytes(value.Reveal());
        var most = (key.Rsa.KeySize / 8) - 42;
        return plain.Length <= most
            ? Convert.ToBase64String(key.Rsa.Encrypt(plain, Padding))
            : throw new ActivityException(ErrorTypes.Configuration, $"A sensitive value has {plain.Length} bytes; at most {most} can be encrypted.");
    }
}
