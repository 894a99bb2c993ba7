using System.Globalization;
using OnboardingFlow.Emulators.WeChatPay.Merchants;

namespace OnboardingFlow.Emulators.WeChatPay.Transport;

/// <summary>Whether a call comes from a known merchant, just now, for the first time, unchanged.</summary>
internal sealed class RequestCheck(MerchantStore merchants, TimeProvider time)
{
    internal static readonly TimeSpan MaxClockDifference = TimeSpan.FromMinutes(5);

    private const int MaxNonceLength = 128;

    private readonly NonceMemory _nonces = new(time);

    /// <exception cref="Refusal">401 SIGN_ERROR.</exception>
    internal (Merchant Merchant, MerchantCertificate Certificate) Verify(AuthorizationHeader header, string method, string rawTarget, byte[] body)
    {
        var merchant = merchants.Find(header.MchId) ?? throw Refusal.Signature($"mchid '{header.MchId}' is unknown");
        var certificate = merchant.Certificate(header.Serial) ?? throw Refusal.Signature($"serial_no '{header.Serial}' is no certificate of merchant '{header.MchId}'");
        CheckTime(header.Timestamp);
        var signature = new byte[certificate.Key.KeySize / 8];
        var message = SignedMessage.OfRequest(method, rawTarget, header.Timestamp, header.Nonce, body);
        if (!Convert.TryFromBase64String(header.Signature, signature, out var written) || written != signature.Length || !certificate.Key.VerifySha256(message, signature))
        {
            throw Refusal.Signature("the signature doesn't fit the method, path with query, timestamp, nonce and body as they arrived");
        }

        // Only a nonce that came with a good signature counts: nobody can use up another's.
        if (header.Nonce.Length > MaxNonceLength || !_nonces.TryUse(header.MchId, header.Nonce))
        {
            throw Refusal.Signature("nonce_str was used before: a retry needs a new timestamp, nonce and signature");
        }

        return (merchant, certificate);
    }

    private void CheckTime(string timestamp)
    {
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 253402300799)
        {
            throw Refusal.Signature($"timestamp '{timestamp}' isn't a number of seconds since 1970");
        }

        var difference = (time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration();
        if (difference > MaxClockDifference)
        {
            throw Refusal.Signature($"timestamp is {difference.TotalSeconds:F0} s away from WeChat Pay's clock, more than {MaxClockDifference.TotalSeconds:F0} s");
        }
    }
}
