using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OnboardingFlow.Api.Access;
using OnboardingFlow.Api.Auditing;
using OnboardingFlow.Api.Http;
using OnboardingFlow.Core.Operations;

namespace OnboardingFlow.Api.Operating;

/// <summary><c>POST /api/bulk/{action}</c>.</summary>
public sealed class BulkHandlers(BulkOperations bulk, OperatorAudit audit, ILogger<BulkHandlers> logger)
{
    /// <summary>200 with the counts; 404 for an action that isn't one; 400.</summary>
    public async Task<IResult> RunAsync(HttpContext context, string action)
    {
        if (ActionOf(action) is not { } known)
        {
            return Problems.Of(
                StatusCodes.Status404NotFound, "not_found", "Not found", "There is no such bulk operation: use retry, suspend, resume, cancel, terminate or purge.");
        }

        var body = await Bodies.ReadJsonAsync(context.Request, OperationBodies.MaxBytes, context.RequestAborted);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        var order = OperationBodies.ReadBulk(known, body.Bytes);
        if (order.Value is null)
        {
            return Problems.Invalid(order.Errors);
        }

        var noted = new AuditOrder(ApiKeyGate.CallerOf(context) ?? "", "api", $"bulk/{action}", AuditTargets.Filter(order.Value.Filter));
        var answer = await audit.RunBulkAsync(
            noted, order.Value.DryRun, () => bulk.RunAsync(order.Value, context.RequestAborted), context.RequestAborted);
        Log.OperatedInBulk(logger, ApiKeyGate.CallerOf(context), action, order.Value.DryRun, answer.Matched, answer.Done, answer.Refused);
        return Results.Json(new BulkView(answer.Matched, answer.Done, answer.Refused, answer.Truncated), ApiJson.Default.BulkView);
    }

    /// <summary>The action of this name, or null.</summary>
    public static BulkAction? ActionOf(string word) => word switch
    {
        "retry" => BulkAction.Retry,
        "suspend" => BulkAction.Suspend,
        "resume" => BulkAction.Resume,
        "cancel" => BulkAction.Cancel,
        "terminate" => BulkAction.Terminate,
        "purge" => BulkAction.Purge,
        _ => null,
    };
}
