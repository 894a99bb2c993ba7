using System.Security.Cryptography;
using System.Text;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Core.Sealing;

/// <summary>AES-256-GCM over an envelope; associated data: purpose, 0x00, context, 0x00, header.</summary>
internal static class EnvelopeCipher
{
    public const int DataKeyLength = 32;

    // An accepted request with everything in it; what is longer gets an array.
    private const int SmallLength = 4096;

    /// <summary>Seals under a fresh random nonce; returns the envelope's text.</summary>
    public static string Seal(ReadOnlySpan<byte> dataKey, ReadOnlySpan<byte> header, string purpose, string context, ReadOnlySpan<byte> plaintext)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(plaintext.Length, Envelope.MaxPlaintextLength, nameof(plaintext));
        var length = header.Length + Envelope.NonceLength + plaintext.Length + Envelope.TagLength;
        var bytes = length <= SmallLength ? stackalloc byte[length] : new byte[length];
        header.CopyTo(bytes);
        var nonce = bytes.Slice(header.Length, Envelope.NonceLength);
        RandomNumberGenerator.Fill(nonce);
        var ciphertext = bytes.Slice(header.Length + Envelope.NonceLength, plaintext.Length);
        using var gcm = new AesGcm(dataKey, Envelope.TagLength);
        gcm.Encrypt(nonce, plaintext, ciphertext, bytes[^Envelope.TagLength..], AssociatedData(purpose, context, header));
        return Envelope.ToText(bytes);
    }

    /// <summary>Opens an envelope.</summary>
    /// <exception cref="ActivityException"><see cref="ErrorTypes.Unreadable"/>: it was changed, or sealed with another key, for another purpose or in another context.</exception>
    public static byte[] Open(ReadOnlySpan<byte> dataKey, Envelope envelope, string purpose, string context)
    {
        var plaintext = new byte[envelope.Ciphertext.Length];
        try
        {
            using var gcm = new AesGcm(dataKey, Envelope.TagLength);
            gcm.Decrypt(envelope.Nonce.Span, envelope.Ciphertext.Span, envelope.Tag.Span, plaintext, AssociatedData(purpose, context, envelope.Header.Span));
            return plaintext;
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new ActivityException(
                ErrorTypes.Unreadable, $"The {purpose} envelope doesn't open: it was changed, or sealed for another purpose or another {ContextWord(purpose)}.");
        }
    }

    private static string ContextWord(string purpose) => purpose == SealPurposes.MessageBody ? "message" : "onboarding";

    private static byte[] AssociatedData(string purpose, string context, ReadOnlySpan<byte> header)
    {
        if (purpose.Contains('\0', StringComparison.Ordinal) || context.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("Purpose and context hold no zero characters: these separate them.");
        }

        var associated = new byte[Encoding.UTF8.GetByteCount(purpose) + 1 + Encoding.UTF8.GetByteCount(context) + 1 + header.Length];
        var contextAt = Encoding.UTF8.GetBytes(purpose, associated) + 1;
        Encoding.UTF8.GetBytes(context, associated.AsSpan(contextAt));
        header.CopyTo(associated.AsSpan(associated.Length - header.Length));
        return associated;
    }
}
