using OnboardingFlow.Emulators.Crypto;
using OnboardingFlow.Emulators.WeChatPay.Transport;

namespace OnboardingFlow.Emulators.WeChatPay.Endpoints;

/// <summary><c>POST /v3/offlinefacemch/tokens</c>: a token for the mini-program's web session. It can't sign with a named card.</summary>
internal static class TokenEndpoint
{
    private static readonly string[] Scenes = ["WEBSESSION"];

    internal static Answer Post(WeChatPayState state, WeChatPayCall call)
    {
        var body = call.Body();
        body.RequiredOneOf("scene", Scenes);
        var data = body.RequiredObject("web_init_data");
        data.Required("out_user_id", 64);
        OrganizationEndpoint.Require(state, data.Required("organization_id", 64));
        return Answer.Ok(new TokenAnswer(RandomText.Letters(64)), WireJson.Wire.TokenAnswer);
    }
}
