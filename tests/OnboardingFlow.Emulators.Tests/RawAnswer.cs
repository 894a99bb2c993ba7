using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OnboardingFlow.Emulators.Tests;

/// <summary>An answer with its raw bytes.</summary>
internal sealed record RawAnswer(int Status, byte[] Body, IReadOnlyDictionary<string, string> Headers)
{
    internal JsonElement Json => JsonDocument.Parse(Body).RootElement;

    internal string? Code => Json.GetProperty("code").GetString();

    internal string Serial => Headers["Wechatpay-Serial"];

    internal static async Task<RawAnswer> ReadAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken),
        response.Headers.ToDictionary(h => h.Key, h => h.Value.First(), StringComparer.OrdinalIgnoreCase));

    /// <summary>Whether WeChat Pay's signature over the raw bytes holds with this key.</summary>
    internal bool IsSignedBy(VerificationKey key)
    {
        using var rsa = RawMerchant.PublicKey(key);
        byte[] message = [.. Encoding.UTF8.GetBytes($"{Headers["Wechatpay-Timestamp"]}\n{Headers["Wechatpay-Nonce"]}\n"), .. Body, (byte)'\n'];
        return Serial == key.Serial
            && rsa.VerifyData(message, Convert.FromBase64String(Headers["Wechatpay-Signature"]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}
