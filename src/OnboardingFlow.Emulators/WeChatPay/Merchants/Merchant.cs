namespace OnboardingFlow.Emulators.WeChatPay.Merchants;

/// <summary>A merchant that may call.</summary>
/// <param name="MchId">Its number.</param>
/// <param name="AppId">Its appid; null: any is taken.</param>
/// <param name="ApiV3Key">32 ASCII bytes.</param>
/// <param name="NotifyUrl">Where its notifications go; null: nowhere.</param>
/// <param name="Certificates">The newest first, at most <see cref="MaxCertificates"/>: old and new are both valid while a merchant changes over.</param>
internal sealed record Merchant(string MchId, string? AppId, string ApiV3Key, string? NotifyUrl, IReadOnlyList<MerchantCertificate> Certificates)
{
    internal const int MaxCertificates = 3;

    internal MerchantCertificate? Certificate(string serial) => Certificates.FirstOrDefault(c => c.Serial == serial);

    internal Merchant With(MerchantCertificate certificate) =>
        this with { Certificates = [certificate, .. Certificates.Where(c => c.Serial != certificate.Serial).Take(MaxCertificates - 1)] };
}
