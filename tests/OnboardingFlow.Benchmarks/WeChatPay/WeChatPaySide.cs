using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace OnboardingFlow.Benchmarks.WeChatPay;

/// <summary>What WeChat Pay does in these measures: it signs answers and notifications and encrypts notifications under the APIv3 key.</summary>
internal sealed class WeChatPaySide(string apiV3Key) : IDisposable
{
    public const string Serial = "PUB_KEY_ID_BENCHMARK";

    private const int TagLength = 16;
    private const string ResourceNonce = "fdasflkja484";
    private const string AssociatedData = "facepay";

    public RSA Key { get; private init; } = RSA.Create(2048);

    /// <summary>The same signer with another APIv3 key.</summary>
    public WeChatPaySide With(string otherApiV3Key) => new(otherApiV3Key) { Key = Key };

    /// <summary>The four headers of a signature over this body, dated now.</summary>
    public IReadOnlyDictionary<string, string> Sign(ReadOnlySpan<byte> body)
    {
        var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = RandomNumberGenerator.GetHexString(32);
        byte[] message = [.. Encoding.ASCII.GetBytes($"{timestamp}\n{nonce}\n"), .. body, (byte)'\n'];
        return new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Wechatpay-Timestamp"] = timestamp,
            ["Wechatpay-Nonce"] = nonce,
            ["Wechatpay-Signature"] = Convert.ToBase64String(Key.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
            ["Wechatpay-Serial"] = Serial,
        };
    }

    /// <summary>A notification of a person's changed contract.</summary>
    public byte[] Notification(string organizationId, string outUserId)
    {
        var plain = Encoding.UTF8.GetBytes(new JsonObject
        {
            ["user_id"] = "U" + outUserId,
            ["out_user_id"] = outUserId,
            ["organization_id"] = organizationId,
            ["mch_id"] = "1900000001",
            ["notify_create_time"] = "2026-11-23T16:00:00+08:00",
            ["appid"] = "wx8888888888888888",
            ["openid"] = "o-benchmark",
        }.ToJsonString());
        var ciphertext = new byte[plain.Length + TagLength];
        using var gcm = new AesGcm(Encoding.UTF8.GetBytes(apiV3Key), TagLength);
        gcm.Encrypt(Encoding.ASCII.GetBytes(ResourceNonce), plain, ciphertext.AsSpan(0, plain.Length), ciphertext.AsSpan(plain.Length), Encoding.ASCII.GetBytes(AssociatedData));
        return Encoding.UTF8.GetBytes(new JsonObject
        {
            ["id"] = "EV-" + outUserId,
            ["create_time"] = "2026-11-23T16:00:00+08:00",
            ["event_type"] = "FACEPAY.USER_STATE_CHANGE",
            ["resource_type"] = "encrypt-resource",
            ["summary"] = "签约状态变更",
            ["resource"] = new JsonObject
            {
                ["algorithm"] = "AEAD_AES_256_GCM",
                ["ciphertext"] = Convert.ToBase64String(ciphertext),
                ["nonce"] = ResourceNonce,
                ["associated_data"] = AssociatedData,
                ["original_type"] = "facepay",
            },
        }.ToJsonString());
    }

    public void Dispose() => Key.Dispose();
}
