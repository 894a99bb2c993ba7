using OnboardingFlow.Emulators.WeChatPay.Transport;

namespace OnboardingFlow.Emulators.WeChatPay.Endpoints;

/// <summary><c>GET /v3/offlinefacemch/organizations?organization_id=</c> or <c>?organization_name=</c>: the name must match exactly.</summary>
internal static class OrganizationEndpoint
{
    internal static Answer Get(WeChatPayState state, WeChatPayCall call)
    {
        var id = call.Query("organization_id");
        var name = call.Query("organization_name");
        if (id is null && name is null)
        {
            throw Refusal.Parameter("organization_id", "organization_id or organization_name is required", "query");
        }

        var found = id ?? state.Persons.OrganizationIdOf(name!);
        var foundName = found is null ? null : state.Persons.OrganizationName(found);
        return foundName is null || (name is not null && name != foundName)
            ? throw Refusal.NotFound("there is no such organization")
            : Answer.Ok(new OrganizationAnswer(found!, foundName), WireJson.Wire.OrganizationAnswer);
    }

    /// <summary>The organization must be known.</summary>
    /// <exception cref="Refusal">404 RESOURCE_NOT_EXISTS.</exception>
    internal static void Require(WeChatPayState state, string organizationId)
    {
        if (state.Persons.OrganizationName(organizationId) is null)
        {
            throw Refusal.NotFound("there is no such organization");
        }
    }
}
