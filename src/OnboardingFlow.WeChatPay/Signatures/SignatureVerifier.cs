using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using OnboardingFlow.WeChatPay.Keys;

namespace OnboardingFlow.WeChatPay.Signatures;

/// <summary>Verifies WeChat Pay's signature over the raw bytes of an answer or a notification, before anything reads them.</summary>
/// <remarks>Source: APIv3's signature verification; RSASSA-PKCS1-v1_5 with SHA-256 over <c>timestamp\nnonce\nbody\n</c>.</remarks>
internal sealed class SignatureVerifier(PlatformKeyRing ring, TimeProvider time)
{
    /// <summary>Prefix of signatures that WeChat Pay sends false on purpose. They run through verification like any other and fail there.</summary>
    public const string ProbePrefix = "WECHATPAY/SIGNTEST/";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>Verifies one message.</summary>
    public async ValueTask<SignatureVerdict> VerifyAsync(SignatureHeaders headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var key = await ring.FindAsync(headers.Serial, cancellationToken).ConfigureAwait(false);
        return key is null ? new SignatureVerdict(SignatureFault.UnknownSerial, headers.Serial) : Verify(key, headers, body.Span);
    }

    /// <summary>Verifies one message with a given key.</summary>
    public SignatureVerdict Verify(PlatformKey key, SignatureHeaders headers, ReadOnlySpan<byte> body)
    {
        var fault = Fits(key.Rsa, headers, body);
        if (fault is not null)
        {
            // Told apart for those who count; refused exactly like a forged one.
            return new SignatureVerdict(headers.Signature.StartsWith(ProbePrefix, StringComparison.Ordinal) ? SignatureFault.Probe : fault, headers.Serial);
        }

        if (!long.TryParse(headers.Timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 99_999_999_999)
        {
            return new SignatureVerdict(SignatureFault.Malformed, headers.Serial);
        }

        var aheadBy = DateTimeOffset.FromUnixTimeSeconds(seconds) - time.GetUtcNow();
        return aheadBy.Duration() > Window
            ? new SignatureVerdict(SignatureFault.Clock, headers.Serial, aheadBy)
            : new SignatureVerdict(null, headers.Serial);
    }

    private static SignatureFault? Fits(RSA rsa, SignatureHeaders headers, ReadOnlySpan<byte> body)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SignedText.Digest($"{headers.Timestamp}\n{headers.Nonce}\n", body, digest);
        return Fits(rsa, digest, headers.Signature);
    }

    /// <summary>Whether a signature in Base64 is the key's over a SHA-256 digest.</summary>
    internal static SignatureFault? Fits(RSA rsa, ReadOnlySpan<byte> digest, string text)
    {
        var signature = ArrayPool<byte>.Shared.Rent(text.Length);
        try
        {
            if (!TryDecode(text, signature, out var length))
            {
                return SignatureFault.Malformed;
            }

            return rsa.VerifyHash(digest, signature.AsSpan(0, length), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) ? null : SignatureFault.Mismatch;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(signature);
        }
    }

    /// <summary>Decodes Base64 in its one canonical form: no white space, no stray bits, so that no changed header passes for the same signature.</summary>
    private static bool TryDecode(string text, Span<byte> decoded, out int length)
    {
        if (!Convert.TryFromBase64String(text, decoded, out length))
        {
            return false;
        }

        var again = ArrayPool<char>.Shared.Rent(((length + 2) / 3) * 4);
        try
        {
            return Convert.TryToBase64Chars(decoded[..length], again, out var written) && text.AsSpan().SequenceEqual(again.AsSpan(0, written));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(again);
        }
    }
}
