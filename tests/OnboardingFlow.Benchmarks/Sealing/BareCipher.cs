using System.Buffers.Text;
using System.Security.Cryptography;

namespace OnboardingFlow.Benchmarks.Sealing;

/// <summary>AES-256-GCM and the framing alone: no associated data, no cache, no purpose.</summary>
internal sealed class BareCipher(byte[] key)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    public string Seal(byte[] plaintext)
    {
        var bytes = new byte[NonceLength + plaintext.Length + TagLength];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, NonceLength));
        using var gcm = new AesGcm(key, TagLength);
        gcm.Encrypt(bytes.AsSpan(0, NonceLength), plaintext, bytes.AsSpan(NonceLength, plaintext.Length), bytes.AsSpan(^TagLength..));
        return Base64Url.EncodeToString(bytes);
    }

    public byte[] Open(string text)
    {
        var bytes = Base64Url.DecodeFromChars(text);
        var plaintext = new byte[bytes.Length - NonceLength - TagLength];
        using var gcm = new AesGcm(key, TagLength);
        gcm.Decrypt(bytes.AsSpan(0, NonceLength), bytes.AsSpan(NonceLength, plaintext.Length), bytes.AsSpan(^TagLength..), plaintext);
        return plaintext;
    }
}
