using System.Security.Cryptography;
using System.Text;
using OnboardingFlow.Emulators.WeChatPay.Keys;

namespace OnboardingFlow.Emulators.WeChatPay.Transport;

/// <summary>Decrypts the sensitive fields of one call with the key that its Wechatpay-Serial header names, and notes which they were.</summary>
internal sealed class SensitiveReader(PlatformKeys keys, string? wechatpaySerial)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly List<EncryptedField> _fields = [];

    internal IReadOnlyList<EncryptedField> Fields => _fields;

    /// <exception cref="Refusal">PARAM_ERROR: no key named, an unknown one, or not encrypted to it.</exception>
    internal string Decrypt(string field, string value)
    {
        var key = Key();
        byte[] ciphertext;
        try
        {
            ciphertext = Convert.FromBase64String(value);
        }
        catch (FormatException)
        {
            throw Refusal.Parameter(field, "must be encrypted: it isn't even Base64");
        }

        try
        {
            var text = StrictUtf8.GetString(key.Private.Decrypt(ciphertext, RSAEncryptionPadding.OaepSHA1));
            _fields.Add(new EncryptedField(field, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))));
            return text;
        }
        catch (CryptographicException)
        {
            throw Refusal.Parameter(field, $"can't be decrypted with the key '{key.Serial}' (RSA-OAEP, SHA-1)");
        }
        catch (DecoderFallbackException)
        {
            throw Refusal.Parameter(field, "isn't UTF-8 after decryption");
        }
    }

    private PlatformKey Key()
    {
        if (string.IsNullOrEmpty(wechatpaySerial))
        {
            throw Refusal.Parameter("Wechatpay-Serial", "must name the key that encrypted the sensitive fields", "header");
        }

        return keys.Find(wechatpaySerial) ?? throw Refusal.Parameter(
            "Wechatpay-Serial", "is no serial of a WeChat Pay key (upper-case hex of a certificate, or PUB_KEY_ID_…)", "header");
    }
}
