using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Operations;

/// <summary>
/// Gets the repayment link of a person whom WeChat Pay didn't release because of a debt. Each call asks WeChat Pay for a new link, which costs one signature of
/// the budget's first class; the link lives for a short time, so it is neither stored nor logged.
/// </summary>
public sealed class Repayments(OnboardingReader reader, IWeChatPay weChatPay)
{
    /// <summary>The link of an onboarding that ended with <see cref="OutcomeCodes.RepaymentNeeded"/>, or why there is none.</summary>
    /// <exception cref="ActivityException">WeChat Pay or Key Vault is out of reach, throttles, or refuses us rather than the person.</exception>
    public async Task<RepaymentAnswer> GetLinkAsync(string id, CancellationToken cancellationToken)
    {
        var state = await reader.FindAsync(id, cancellationToken);
        if (state is null)
        {
            return new RepaymentAnswer(OperationAnswer.NotFound);
        }

        if (state.Outcome?.Code != OutcomeCodes.RepaymentNeeded)
        {
            return Refused(OperationCodes.NotInDebt, $"No repayment is needed: this onboarding didn't end with {OutcomeCodes.RepaymentNeeded}.");
        }

        var result = await weChatPay.CreateRepaymentLinkAsync(state.Input.OrganizationId, state.Input.OutUserId, cancellationToken);
        return result switch
        {
            { Link: { } link } => new RepaymentAnswer(OperationAnswer.Done, link),
            { Refusal: { } refusal } => Refused(OperationCodes.RefusedByWeChatPay, $"WeChat Pay refused: {refusal.Code}: {refusal.Message}"),
            _ => Refused(OperationCodes.NotInDebt, "WeChat Pay knows no debt of this person: it is repaid, or never was."),
        };
    }

    private static RepaymentAnswer Refused(string code, string message) => new(OperationAnswer.Refused(code, message));
}
