using System.Security.Cryptography;
using System.Text.RegularExpressions;
using OnboardingFlow.Emulators.Control;
using OnboardingFlow.Emulators.Crypto;
using OnboardingFlow.Emulators.WeChatPay.Merchants;

namespace OnboardingFlow.Emulators.WeChatPay.Control;

/// <summary>Registering a merchant, so that any APIv3 client can be tried. A known merchant with a new serial gets a further certificate.</summary>
internal static partial class MerchantControl
{
    private const int ApiV3KeyBytes = 32;

    internal static async Task PutAsync(WeChatPayState state, HttpContext context)
    {
        var mchId = (string)context.Request.RouteValues["mchid"]!;
        var body = await context.ReadAsync(ControlJson.Wire.MerchantBody);
        var known = state.Merchants.Find(mchId);
        if (known is null && state.Merchants.IsFull)
        {
            throw ControlException.Conflict("FULL", $"more than {MerchantStore.MaxMerchants} merchants");
        }

        if (body.ApiV3Key is { } apiV3Key && System.Text.Encoding.UTF8.GetByteCount(apiV3Key) != ApiV3KeyBytes)
        {
            throw ControlException.BadRequest($"api_v3_key: must have {ApiV3KeyBytes} bytes");
        }

        if (body.NotifyUrl is { } url && NotifyUrl.Problem(url) is { } problem)
        {
            throw ControlException.BadRequest($"notify_url '{url}': {problem}");
        }

        var merchant = new Merchant(
            mchId,
            body.Appid ?? known?.AppId,
            body.ApiV3Key ?? known?.ApiV3Key ?? throw ControlException.BadRequest("api_v3_key is required"),
            body.NotifyUrl ?? known?.NotifyUrl,
            known?.Certificates ?? []);
        state.Merchants.Put(Certificate(body, known is null) is { } certificate ? merchant.With(certificate) : merchant);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static MerchantCertificate? Certificate(MerchantBody body, bool required)
    {
        if (body.CertificateSerial is null && body.PublicKeyPem is null && !required)
        {
            return null;
        }

        if (body.CertificateSerial is not { } serial || !SerialPattern().IsMatch(serial))
        {
            throw ControlException.BadRequest("certificate_serial: must be the certificate's serial in upper-case hex");
        }

        try
        {
            using var probe = RSA.Create(RsaPool.FromPublicPem(body.PublicKeyPem ?? "").PublicParameters);
            return new MerchantCertificate(serial, probe.ExportSubjectPublicKeyInfoPem());
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            throw ControlException.BadRequest("public_key_pem: must be an RSA public key or certificate in PEM");
        }
    }

    [GeneratedRegex(@"\A[0-9A-F]{1,64}\z")]
    private static partial Regex SerialPattern();
}
