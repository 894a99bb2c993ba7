using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OnboardingFlow.WeChatPay.Tests.Notifications;

/// <summary>Builds notifications as WeChat Pay documents them.</summary>
internal sealed record NotificationBuilder
{
    public string EventType { get; init; } = "FACEPAY.USER_STATE_CHANGE";

    public string ApiV3Key { get; init; } = Doubles.MerchantVault.DefaultApiV3Key;

    public string? AssociatedData { get; init; } = "facepay";

    public string Algorithm { get; init; } = "AEAD_AES_256_GCM";

    public string Plaintext { get; init; } =
        """{"user_id":"U1","out_user_id":"student-1","organization_id":"O1","mch_id":"1900000001","notify_create_time":"2026-11-23T16:00:00+08:00","appid":"wx8888888888888888","openid":"o1"}""";

    public byte[] Build()
    {
        var nonce = RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", 12);
        var plain = Encoding.UTF8.GetBytes(Plaintext);
        var sealedBytes = new byte[plain.Length + 16];
        using var aes = new AesGcm(Encoding.UTF8.GetBytes(ApiV3Key), 16);
        aes.Encrypt(Encoding.UTF8.GetBytes(nonce), plain, sealedBytes.AsSpan(0, plain.Length), sealedBytes.AsSpan(plain.Length), Encoding.UTF8.GetBytes(AssociatedData ?? ""));
        var resource = new Dictionary<string, string>
        {
            ["algorithm"] = Algorithm,
            ["ciphertext"] = Convert.ToBase64String(sealedBytes),
            ["nonce"] = nonce,
            ["original_type"] = "facepay",
        };
        if (AssociatedData is not null)
        {
            resource["associated_data"] = AssociatedData;
        }

        return JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["id"] = "EV-1",
            ["create_time"] = "2026-11-23T16:00:00+08:00",
            ["event_type"] = EventType,
            ["resource_type"] = "encrypt-resource",
            ["summary"] = "签约状态变更",
            ["resource"] = resource,
        });
    }
}
