using System.Security.Cryptography;
using System.Text;
using OnboardingFlow.Emulators.WeChatPay.Transport;

namespace OnboardingFlow.Emulators.WeChatPay.Endpoints;

/// <summary>
/// <c>POST /v3/security/echo</c>: the merchant's self-test of signing and encrypting. The answer and the callback are signed with the kind of key that the
/// Wechatpay-Serial header names; what came encrypted goes back encrypted to the merchant's key.
/// </summary>
internal static class EchoEndpoint
{
    private const int MaxMessage = 256;

    internal static Answer Post(WeChatPayState state, WeChatPayCall call)
    {
        var key = state.Keys.Find(call.WechatpaySerial ?? "") ?? throw Refusal.Parameter("Wechatpay-Serial", "must name one of WeChat Pay's keys", "header");
        var body = call.Body();
        var message = body.Required("echo_message", MaxMessage);
        var secret = body.OptionalSensitive("encrypted_echo_message", text => text.Length <= MaxMessage, $"has more than {MaxMessage} characters");
        var notifyUrl = body.Optional("notify_url", 256);
        if (notifyUrl is not null && NotifyUrl.Problem(notifyUrl) is { } problem)
        {
            throw Refusal.Parameter(body.Path("notify_url"), problem);
        }

        var answer = new EchoAnswer(
            message, secret is null ? null : Convert.ToBase64String(call.Certificate.Key.Encrypt(Encoding.UTF8.GetBytes(secret), RSAEncryptionPadding.OaepSHA1)));
        if (notifyUrl is not null)
        {
            state.Notifications.SendEcho(call.Merchant, notifyUrl, key, new EchoCallback(answer.EchoMessage, answer.EncryptedEchoMessage));
        }

        return Answer.Ok(answer, WireJson.Wire.EchoAnswer);
    }
}
