using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Core.Activities;

/// <summary>Asks the contract query and compares.</summary>
internal sealed class VerifyContractActivity(RequestOpener opener, IWeChatPay weChatPay)
{
    public async Task<ContractVerdict> RunAsync(ActivityContext context, VerifyContractInput input, CancellationToken cancellationToken)
    {
        var request = await opener.OpenAsync(context.InstanceId, input.SealedRequest, cancellationToken);
        var contract = await weChatPay.FindContractAsync(
            request.Presign.FacepayUser.OrganizationId,
            input.ContractId,
            request.Options.AppId,
            SigningUrgency.PersonWaiting,
            cancellationToken);
        return ContractComparison.Compare(contract, request.Presign, input.UserId, weChatPay.MchId);
    }
}
