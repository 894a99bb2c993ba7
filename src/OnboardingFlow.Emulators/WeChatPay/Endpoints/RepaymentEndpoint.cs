using OnboardingFlow.Emulators.Crypto;
using OnboardingFlow.Emulators.WeChatPay.Transport;

namespace OnboardingFlow.Emulators.WeChatPay.Endpoints;

/// <summary><c>POST /v3/offlineface/repayment-url</c>: where a person in debt pays.</summary>
internal static class RepaymentEndpoint
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    internal static Answer Post(WeChatPayState state, WeChatPayCall call)
    {
        var body = call.Body();
        var outUserId = body.Required("out_user_id", 64);
        var organizationId = body.Required("organization_id", 64);
        OrganizationEndpoint.Require(state, organizationId);
        if (state.Persons.Find(organizationId, outUserId) is not { InDebt: true })
        {
            throw Refusal.NotFound("there is no such user in debt");
        }

        var url = $"https://payapp.weixin.qq.com/emulated-repayment/{RandomText.Letters(32)}";
        return Answer.Ok(new RepaymentAnswer(url, WireTime.Format(state.Time.GetUtcNow() + Life)), WireJson.Wire.RepaymentAnswer);
    }
}
