using System.Text;
using OnboardingFlow.Emulators.WeChatPay.Notifications;
using OnboardingFlow.Emulators.WeChatPay.Transport;

namespace OnboardingFlow.Emulators.WeChatPay.Endpoints;

/// <summary><c>GET /v3/certificates</c>: the platform certificates, encrypted under the merchant's APIv3 key.</summary>
internal static class CertificatesEndpoint
{
    internal static Answer Get(WeChatPayState state, WeChatPayCall call)
    {
        var certificate = state.Keys.Certificate;
        var resource = NotificationCipher.Encrypt(call.Merchant.ApiV3Key, Encoding.UTF8.GetBytes(certificate.Public.Pem), "certificate", originalType: null);
        var item = new CertificateItem(certificate.Serial, WireTime.Format(certificate.NotBefore), WireTime.Format(certificate.NotAfter), resource);
        return Answer.Ok(new CertificateList([item]), WireJson.Wire.CertificateList);
    }
}
