using OnboardingFlow.Api.Auditing;
using OnboardingFlow.Core.Operations;
using OnboardingFlow.LocalHost.OpsPage.Instances;
using OnboardingFlow.LocalHost.OpsPage.Pages;
using OnboardingFlow.LocalHost.OpsPage.Shared;

namespace OnboardingFlow.LocalHost.OpsPage.Operating;

/// <summary>Shows a new repayment link once: in the answer to the form, not at an address that a browser would keep.</summary>
internal static class RepaymentEndpoint
{
    public static async Task<IResult> ShowAsync(
        string id, HttpContext context, OpsCall call, Repayments repayments, OperatorAudit audit, PageRenderer pages)
    {
        var noted = new AuditOrder(call.Session!.KeyName, "page", OnboardingActions.RepaymentUrl, AuditTargets.Onboarding(id));
        var answer = await audit.RunRepaymentAsync(noted, () => repayments.GetLinkAsync(id, context.RequestAborted), context.RequestAborted);
        return answer switch
        {
            { Link: { } link } => await pages.RenderAsync<RepaymentPage>(new() { [nameof(RepaymentPage.Id)] = id, [nameof(RepaymentPage.Link)] = link }),
            { Operation.Verdict: OperationVerdict.NotFound } => await pages.ProblemAsync(StatusCodes.Status404NotFound, "No such onboarding"),
            _ => await pages.ProblemAsync(StatusCodes.Status409Conflict, "That wasn't done", answer.Operation.Message ?? ""),
        };
    }
}
