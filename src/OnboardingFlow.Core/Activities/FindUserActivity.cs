using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Core.Activities;

/// <summary>Asks the user query.</summary>
internal sealed class FindUserActivity(IWeChatPay weChatPay, ISigningBudget budget)
{
    public async Task<UserLook> RunAsync(ActivityContext context, UserInput input, CancellationToken cancellationToken)
    {
        if (input.Urgency == SigningUrgency.Poll)
        {
            budget.CountPoll(input.OrganizationId, input.StretchedBy ?? 1);
        }

        var user = await weChatPay.FindUserAsync(input.OrganizationId, input.OutUserId, input.Urgency, cancellationToken);
        return new UserLook(user, budget.PollStretch(input.OrganizationId));
    }
}
