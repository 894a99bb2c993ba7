using System.Security.Cryptography;
using System.Text;
using OnboardingFlow.Emulators.Crypto;

namespace OnboardingFlow.Emulators.WeChatPay.Notifications;

/// <summary>AEAD_AES_256_GCM as APIv3 uses it: a nonce of 12 ASCII characters, the tag behind the ciphertext.</summary>
internal static class NotificationCipher
{
    private const string Algorithm = "AEAD_AES_256_GCM";
    private const int TagBytes = 16;
    private const int NonceLength = 12;

    internal static EncryptedResource Encrypt(string apiV3Key, byte[] plaintext, string associatedData, string? originalType)
    {
        var nonce = RandomText.Letters(NonceLength);
        var sealedBytes = new byte[plaintext.Length + TagBytes];
        using var cipher = new AesGcm(Encoding.UTF8.GetBytes(apiV3Key), TagBytes);
        cipher.Encrypt(
            Encoding.UTF8.GetBytes(nonce), plaintext, sealedBytes.AsSpan(0, plaintext.Length), sealedBytes.AsSpan(plaintext.Length), Encoding.UTF8.GetBytes(associatedData));
        return new EncryptedResource(Algorithm, Convert.ToBase64String(sealedBytes), nonce, associatedData, originalType);
    }
}
