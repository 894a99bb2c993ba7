using OnboardingFlow.Emulators.Crypto;
using OnboardingFlow.Emulators.WeChatPay.Persons;
using OnboardingFlow.Emulators.WeChatPay.Transport;

namespace OnboardingFlow.Emulators.WeChatPay.Endpoints;

/// <summary><c>POST /v3/offlineface/contracts/presign</c>: a token that the person signs with.</summary>
internal static class PresignEndpoint
{
    internal static Answer Post(WeChatPayState state, WeChatPayCall call)
    {
        var body = call.Body();
        body.Required("business_name", 32);
        var user = ReadUser(body.RequiredObject("facepay_user"));
        var mode = body.OptionalOneOf("contract_mode", ContractModes.All) ?? ContractModes.LimitNone;
        var card = body.OptionalObject("limit_bank_card") is { } fields ? BankCard.Read(fields) : null;
        if (card is null && mode != ContractModes.LimitNone)
        {
            throw Refusal.Parameter("/limit_bank_card", $"is required with contract_mode {mode}");
        }

        OrganizationEndpoint.Require(state, user.OrganizationId);
        if (state.Persons.Find(user.OrganizationId, user.OutUserId) is { Status: Person.Disabled })
        {
            throw Refusal.Business(BusinessCodes.UserDisabled, "the user is disabled");
        }

        card?.RequireAccepted();
        var token = RandomText.Letters(64);
        var issued = new IssuedToken(PersonActions.Sha256(token), state.Time.GetUtcNow() + state.Settings.TokenLifetime, call.Merchant.MchId, mode);
        state.Persons.Upsert(user.OrganizationId, user.OutUserId, p => p.WithToken(issued) with { UserName = p.UserName ?? user.Name, Phone = p.Phone ?? user.Phone });
        return Answer.Ok(new PresignAnswer(token), WireJson.Wire.PresignAnswer);
    }

    private static PresignUser ReadUser(BodyFields user)
    {
        var outUserId = user.Required("out_user_id", 64);
        var organizationId = user.Required("organization_id", 64);
        if (!organizationId.StartsWith('O'))
        {
            throw Refusal.Parameter(user.Path("organization_id"), "begins with O");
        }

        var name = user.OptionalSensitive("identification_name", FieldRules.IsName, FieldRules.Name);
        Identification.Read(user);
        return new PresignUser(organizationId, outUserId, name, user.OptionalSensitive("phone", FieldRules.IsPhone, FieldRules.Phone));
    }

    private sealed record PresignUser(string OrganizationId, string OutUserId, string? Name, string? Phone);
}
