using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OnboardingFlow.Api.Access;
using OnboardingFlow.Api.Auditing;
using OnboardingFlow.Api.Http;
using OnboardingFlow.Api.Onboardings;
using OnboardingFlow.Core.Operations;

namespace OnboardingFlow.Api.Operating;

/// <summary>Operations on one onboarding: 202 with its view, 404, or 409 in a state in which the operation means nothing.</summary>
public sealed class OperationHandlers(OnboardingOperations operations, OnboardingQueries queries, OperatorAudit audit, ILogger<OperationHandlers> logger)
{
    private static readonly TimeSpan PurgeRetryAfter = TimeSpan.FromMinutes(1);

    /// <summary><c>POST /api/onboardings/{id}/review</c>.</summary>
    public Task<IResult> ReviewAsync(HttpContext context, string id) => OperateAsync(
        context, id, "review", OperationBodies.ReadReview, (order, token) => operations.ReviewAsync(id, order.Approve, order.Reason, token));

    /// <summary><c>POST /api/onboardings/{id}/cancel</c>.</summary>
    public Task<IResult> CancelAsync(HttpContext context, string id) => OperateAsync(
        context, id, "cancel", OperationBodies.ReadCancel, (order, token) => operations.CancelAsync(id, order.TerminateContract, order.Reason, token));

    /// <summary><c>POST /api/onboardings/{id}/retry</c>.</summary>
    public Task<IResult> RetryAsync(HttpContext context, string id) => OperateAsync(
        context, id, "retry", OperationBodies.ReadReason, (order, token) => operations.RetryAsync(id, order.Reason, token));

    /// <summary><c>POST /api/onboardings/{id}/suspend</c>.</summary>
    public Task<IResult> SuspendAsync(HttpContext context, string id) => OperateAsync(
        context, id, "suspend", OperationBodies.ReadReason, (order, token) => operations.SuspendAsync(id, order.Reason, token));

    /// <summary><c>POST /api/onboardings/{id}/resume</c>.</summary>
    public Task<IResult> ResumeAsync(HttpContext context, string id) => OperateAsync(
        context, id, "resume", OperationBodies.ReadReason, (order, token) => operations.ResumeAsync(id, order.Reason, token));

    /// <summary><c>POST /api/onboardings/{id}/terminate</c>.</summary>
    public Task<IResult> TerminateAsync(HttpContext context, string id) => OperateAsync(
        context, id, "terminate", OperationBodies.ReadReason, (order, token) => operations.TerminateAsync(id, order.Reason, token));

    /// <summary><c>DELETE /api/onboardings/{id}</c>: 204, 404, or 409 when it hasn't ended or its end isn't delivered yet.</summary>
    public async Task<IResult> PurgeAsync(HttpContext context, string id)
    {
        var answer = await audit.RunAsync(
            OrderOf(context, id, "purge"), () => operations.PurgeAsync(id, context.RequestAborted), context.RequestAborted);
        OperationAnswers.Note(logger, ApiKeyGate.CallerOf(context), "purge", id, answer);
        return answer switch
        {
            { Verdict: OperationVerdict.Done } => Results.NoContent(),
            { Code: OperationCodes.DeliveryPending } => Problems.RetryAfter(PurgeRetryAfter, OperationAnswers.Refused(answer, id)),
            _ => OperationAnswers.Refused(answer, id),
        };
    }

    private static AuditOrder OrderOf(HttpContext context, string id, string name) =>
        new(ApiKeyGate.CallerOf(context) ?? "", "api", name, AuditTargets.Onboarding(id));

    private async Task<IResult> OperateAsync<T>(
        HttpContext context,
        string id,
        string name,
        Func<ReadOnlyMemory<byte>, FieldReading<T>> read,
        Func<T, CancellationToken, Task<OperationAnswer>> operate)
        where T : class
    {
        var body = await Bodies.ReadJsonAsync(context.Request, OperationBodies.MaxBytes, context.RequestAborted);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        var order = read(body.Bytes);
        if (order.Value is null)
        {
            return Problems.Invalid(order.Errors);
        }

        var answer = await audit.RunAsync(OrderOf(context, id, name), () => operate(order.Value, context.RequestAborted), context.RequestAborted);
        OperationAnswers.Note(logger, ApiKeyGate.CallerOf(context), name, id, answer);
        if (answer.Verdict != OperationVerdict.Done)
        {
            return OperationAnswers.Refused(answer, id);
        }

        var view = await queries.FindAsync(id, confirmed: true, context.RequestAborted);
        return view is null ? Results.Accepted() : Results.Json(view, ApiJson.Default.OnboardingView, statusCode: StatusCodes.Status202Accepted);
    }
}
