using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace OnboardingFlow.WeChatPay.Tests.Doubles;

/// <summary>A call as a host saw it.</summary>
internal sealed partial record StubRequest(string Method, string RawTarget, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Part(string name) => Parts().Match(Headers["Authorization"]) is { Success: true } m
        ? m.Groups[name].Value
        : throw new FormatException($"Not an Authorization of APIv3: {Headers["Authorization"]}");

    /// <summary>Verifies the signature as WeChat Pay does.</summary>
    public bool IsSignedBy(RSA key)
    {
        var head = $"{Method}\n{RawTarget}\n{Part("timestamp")}\n{Part("nonce")}\n";
        byte[] message = [.. Encoding.UTF8.GetBytes(head), .. Body, (byte)'\n'];
        return key.VerifyData(message, Convert.FromBase64String(Part("signature")), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    [GeneratedRegex("""^WECHATPAY2-SHA256-RSA2048 mchid="(?<mchid>[^"]*)",nonce_str="(?<nonce>[^"]*)",signature="(?<signature>[^"]*)",timestamp="(?<timestamp>\d+)",serial_no="(?<serial>[^"]*)"$""")]
    private static partial Regex Parts();
}
