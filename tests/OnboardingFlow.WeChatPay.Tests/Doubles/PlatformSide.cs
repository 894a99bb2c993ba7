using System.Security.Cryptography;
using System.Text;

namespace OnboardingFlow.WeChatPay.Tests.Doubles;

/// <summary>WeChat Pay's side: a key that signs answers and notifications. Written apart from the client, after the documentation.</summary>
internal sealed class PlatformSide(string serial = PlatformSide.DefaultSerial)
{
    public const string DefaultSerial = "PUB_KEY_ID_0114232134912410000000000000";

    public RSA Rsa { get; } = RSA.Create(2048);

    public string Serial => serial;

    public string PublicPem => Rsa.ExportSubjectPublicKeyInfoPem();

    public Dictionary<string, string> Sign(byte[] body, DateTimeOffset at)
    {
        var timestamp = at.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        var nonce = RandomNumberGenerator.GetHexString(32, lowercase: true);
        byte[] message = [.. Encoding.ASCII.GetBytes(timestamp), (byte)'\n', .. Encoding.ASCII.GetBytes(nonce), (byte)'\n', .. body, (byte)'\n'];
        return new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Wechatpay-Timestamp"] = timestamp,
            ["Wechatpay-Nonce"] = nonce,
            ["Wechatpay-Signature"] = Convert.ToBase64String(Rsa.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
            ["Wechatpay-Serial"] = serial,
        };
    }
}
