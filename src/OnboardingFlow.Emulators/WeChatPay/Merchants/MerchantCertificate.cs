using System.Text.Json.Serialization;
using OnboardingFlow.Emulators.Crypto;

namespace OnboardingFlow.Emulators.WeChatPay.Merchants;

/// <summary>What WeChat Pay knows of a merchant's API certificate.</summary>
internal sealed record MerchantCertificate(string Serial, string PublicKeyPem)
{
    [JsonIgnore]
    internal RsaPool Key => field ??= RsaPool.FromPublicPem(PublicKeyPem);
}
