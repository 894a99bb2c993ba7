using OnboardingFlow.Emulators.WeChatPay.Persons;
using OnboardingFlow.Emulators.WeChatPay.Transport;

namespace OnboardingFlow.Emulators.WeChatPay.Endpoints;

/// <summary><c>POST /v3/offlinefacemch/organizations/{organization_id}/users/user-id/{user_id}/terminate-contract</c>: no body, 204.</summary>
internal static class TerminateEndpoint
{
    internal static Answer Post(WeChatPayState state, WeChatPayCall call)
    {
        call.RequireEmptyBody();
        var organizationId = call.Route("organization_id");
        OrganizationEndpoint.Require(state, organizationId);
        var person = state.Persons.FindByUserId(call.Route("user_id"));
        if (person is null || person.OrganizationId != organizationId)
        {
            throw Refusal.NotFound("there is no such user");
        }

        if (person.InDebt)
        {
            throw Refusal.Business(BusinessCodes.UserInDebt, "the user has to repay first");
        }

        if (person.ContractState == Contract.NotContracted)
        {
            throw new Refusal(StatusCodes.Status400BadRequest, "INVALID_REQUEST", "the user has no contract");
        }

        // Ended already: the same answer again, without another notification.
        if (state.Actions.Terminate(person.OrganizationId, person.OutUserId) is { } ended)
        {
            state.NotifyStateChange(ended);
        }

        return Answer.NoContent;
    }
}
