using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Core.Activities;

/// <summary>Asks the user query.</summary>
internal sealed class FindUserActivity(IWeChatPay weChatPay)
{
    public async Task<UserLook> RunAsync(ActivityContext context, UserInput input, CancellationToken cancellationToken)
    {
        var user = await weChatPay.FindUserAsync(input.OrganizationId, input.OutUserId, input.Urgency, cancellationToken);
        return new UserLook(user, weChatPay.PollStretch);
    }
}
