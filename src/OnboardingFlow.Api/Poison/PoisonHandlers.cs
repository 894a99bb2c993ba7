using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OnboardingFlow.Api.Access;
using OnboardingFlow.Api.Auditing;
using OnboardingFlow.Api.Http;
using OnboardingFlow.Core.Operations;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Api.Poison;

/// <summary>The messages that couldn't become onboardings: reasons and fields, never values.</summary>
public sealed class PoisonHandlers(IPoisonStore store, PoisonRepair repair, OperatorAudit audit, ILogger<PoisonHandlers> logger)
{
    private const int MaxIdLength = 128;

    /// <summary><c>GET /api/poison</c>: the oldest 32.</summary>
    public async Task<IResult> ListAsync(HttpContext context)
    {
        var page = await store.ListAsync(context.RequestAborted);
        return Results.Json(new PoisonListView([.. page.Items.Select(PoisonMessageView.From)], page.ApproximateCount), ApiJson.Default.PoisonListView);
    }

    /// <summary><c>GET /api/poison/{message_id}</c>: 200 or 404.</summary>
    public async Task<IResult> GetAsync(HttpContext context, string messageId) =>
        messageId.Length <= MaxIdLength && await store.FindAsync(messageId, context.RequestAborted) is { } message
            ? Results.Json(PoisonMessageView.From(message), ApiJson.Default.PoisonMessageView)
            : NotFound();

    /// <summary><c>POST /api/poison/{message_id}/requeue</c>: 202; 404; 400 when the repaired request isn't valid; 409 when it needs one.</summary>
    public async Task<IResult> RequeueAsync(HttpContext context, string messageId)
    {
        var body = await Bodies.ReadJsonAsync(context.Request, PoisonRepair.MaxBytes, context.RequestAborted);
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        if (messageId.Length > MaxIdLength)
        {
            return NotFound();
        }

        var (result, errors) = await audit.RunRequeueAsync(
            OrderOf(context, messageId, "poison/requeue"),
            () => repair.RequeueAsync(messageId, body.Bytes, context.RequestAborted),
            context.RequestAborted);
        if (result is not { } outcome)
        {
            return Problems.Invalid(errors);
        }

        if (outcome == RequeueResult.NotFound)
        {
            return NotFound();
        }

        Log.Operated(logger, ApiKeyGate.CallerOf(context), "requeue", messageId, outcome.ToString(), null);
        return outcome == RequeueResult.Done
            ? Results.Json(new RequeueView(messageId), ApiJson.Default.RequeueView, statusCode: StatusCodes.Status202Accepted)
            : Problems.Conflict("needs_repair", "The body can't go on the request queue as it is: send a repaired one as {\"request\": …}.");
    }

    /// <summary><c>DELETE /api/poison/{message_id}</c>: 204 or 404.</summary>
    public async Task<IResult> DeleteAsync(HttpContext context, string messageId)
    {
        if (messageId.Length > MaxIdLength || !await audit.RunDiscardAsync(
            OrderOf(context, messageId, "poison/discard"), () => store.DeleteAsync(messageId, context.RequestAborted), context.RequestAborted))
        {
            return NotFound();
        }

        Log.Operated(logger, ApiKeyGate.CallerOf(context), "delete", messageId, nameof(OperationVerdict.Done), null);
        return Results.NoContent();
    }

    private static AuditOrder OrderOf(HttpContext context, string messageId, string action) =>
        new(ApiKeyGate.CallerOf(context) ?? "", "api", action, AuditTargets.Message(messageId));

    private static IResult NotFound() =>
        Problems.Of(
            StatusCodes.Status404NotFound, "not_found", "Not found", "There is no poison message of this id (or another caller holds it for some seconds).");
}
