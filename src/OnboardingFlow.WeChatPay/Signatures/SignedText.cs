using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace OnboardingFlow.WeChatPay.Signatures;

/// <summary>The SHA-256 digest of the text that APIv3 signs: lines, each ended by <c>\n</c>, the last of which is the raw body.</summary>
/// <remarks>Source: WeChat Pay's "signature generation" and "signature verification" pages of APIv3.</remarks>
internal static class SignedText
{
    /// <summary>Digest of <paramref name="lines"/> (each already ended by <c>\n</c>), the body as it is, and a last <c>\n</c>.</summary>
    public static void Digest(ReadOnlySpan<char> lines, ReadOnlySpan<byte> body, Span<byte> digest)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(lines.Length) + body.Length + 1);
        try
        {
            var length = Encoding.UTF8.GetBytes(lines, buffer);
            body.CopyTo(buffer.AsSpan(length));
            length += body.Length;
            buffer[length++] = (byte)'\n';
            SHA256.HashData(buffer.AsSpan(0, length), digest);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
