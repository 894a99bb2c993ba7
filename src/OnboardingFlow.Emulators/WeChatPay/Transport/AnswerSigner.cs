using OnboardingFlow.Emulators.Crypto;
using OnboardingFlow.Emulators.WeChatPay.Keys;

namespace OnboardingFlow.Emulators.WeChatPay.Transport;

/// <summary>The four headers of WeChat Pay's own signature.</summary>
internal static class AnswerSigner
{
    internal const string SerialHeader = "Wechatpay-Serial";
    internal const string SignatureHeader = "Wechatpay-Signature";
    internal const string TimestampHeader = "Wechatpay-Timestamp";
    internal const string NonceHeader = "Wechatpay-Nonce";

    /// <summary>WeChat Pay's probing signatures begin so; they aren't even Base64.</summary>
    internal const string ProbePrefix = "WECHATPAY/SIGNTEST/";

    internal static Dictionary<string, string> Headers(PlatformKey key, byte[] body, TimeProvider time)
    {
        var timestamp = SignedMessage.Timestamp(time);
        var nonce = RandomText.Letters(32);
        var signature = Convert.ToBase64String(key.Private.SignSha256(SignedMessage.OfAnswer(timestamp, nonce, body)));
        return new Dictionary<string, string>
        {
            [TimestampHeader] = timestamp,
            [NonceHeader] = nonce,
            [SignatureHeader] = signature,
            [SerialHeader] = key.Serial,
        };
    }
}
