using OnboardingFlow.Emulators.WeChatPay.Persons;
using OnboardingFlow.Emulators.WeChatPay.Transport;

namespace OnboardingFlow.Emulators.WeChatPay.Endpoints;

/// <summary><c>GET /v3/offlineface/contracts/{contract_id}?appid=</c>.</summary>
internal static class ContractEndpoint
{
    internal static Answer Get(WeChatPayState state, WeChatPayCall call)
    {
        var appId = call.Query("appid") ?? throw Refusal.Parameter("appid", "is required", "query");
        if (call.Merchant.AppId is { } own && own != appId)
        {
            throw Refusal.Parameter("appid", "isn't bound to this merchant", "query");
        }

        var contract = state.Persons.FindContract(call.Route("contract_id")) ?? throw Refusal.NotFound("there is no such contract");
        var answer = new ContractAnswer(
            contract.ContractId,
            contract.MchId,
            contract.OrganizationId,
            contract.UserId,
            contract.OpenId,
            contract.ContractState,
            WireTime.Format(contract.SignedAt),
            contract.TerminatedAt is { } at ? WireTime.Format(at) : null,
            contract.ContractMode,
            ContractModes.CardFrom(contract.ContractMode));
        return Answer.Ok(answer, WireJson.Wire.ContractAnswer);
    }
}
