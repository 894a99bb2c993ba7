using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OnboardingFlow.Api.Access;
using OnboardingFlow.Api.Auditing;
using OnboardingFlow.Api.Operating;
using OnboardingFlow.Core.Operations;

namespace OnboardingFlow.Api.Repaying;

/// <summary><c>POST /api/onboardings/{id}/repayment-url</c>.</summary>
public sealed class RepaymentHandler(Repayments repayments, OperatorAudit audit, ILogger<RepaymentHandler> logger)
{
    /// <summary>200 with a new link; 404; 409 <c>not_in_debt</c> or <c>refused_by_wechatpay</c>; 503 while WeChat Pay or Key Vault is out of reach or throttles.</summary>
    public async Task<IResult> GetAsync(HttpContext context, string id)
    {
        ArgumentNullException.ThrowIfNull(context);
        var caller = ApiKeyGate.CallerOf(context);
        var order = new AuditOrder(caller ?? "", "api", "repayment-url", AuditTargets.Onboarding(id));
        var answer = await audit.RunRepaymentAsync(order, () => repayments.GetLinkAsync(id, context.RequestAborted), context.RequestAborted);
        OperationAnswers.Note(logger, caller, order.Action, id, answer.Operation);
        return answer.Link is { } link
            ? Results.Json(new RepaymentView(link.Url.Reveal(), link.ExpiresAt), ApiJson.Default.RepaymentView)
            : OperationAnswers.Refused(answer.Operation, id);
    }
}
