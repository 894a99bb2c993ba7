using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Core.Activities;

/// <summary>Ends the person's contract.</summary>
internal sealed class TerminateContractActivity(IWeChatPay weChatPay)
{
    public Task<TerminateResult> RunAsync(ActivityContext context, TerminateContractInput input, CancellationToken cancellationToken) =>
        weChatPay.TerminateContractAsync(input.OrganizationId, input.UserId, cancellationToken);
}
