using System.Text;
using OnboardingFlow.Api.Auditing;
using OnboardingFlow.Core.Operations;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.LocalHost.OpsPage.Pages;
using OnboardingFlow.LocalHost.OpsPage.Shared;

namespace OnboardingFlow.LocalHost.OpsPage.PoisonQueue;

/// <summary>The messages that couldn't become onboardings: what was wrong, and the two ways out. What is in them is never shown.</summary>
internal static class PoisonEndpoints
{
    private const int LongestId = 128;

    public static async Task<IResult> ListAsync(string? done, IPoisonStore store, PageRenderer pages, CancellationToken cancellationToken) =>
        await pages.RenderAsync<PoisonPage>(new()
        {
            [nameof(PoisonPage.Page)] = await store.ListAsync(cancellationToken),
            [nameof(PoisonPage.Done)] = done is "requeue" or "discard" ? done : null,
        });

    public static async Task<IResult> AskAsync(string id, IPoisonStore store, PageRenderer pages, CancellationToken cancellationToken)
    {
        // Looking at the list hides nothing from others; taking one message does for some seconds.
        var listed = (await store.ListAsync(cancellationToken)).Items.FirstOrDefault(message => message.MessageId == id);
        var message = listed ?? (id.Length <= LongestId ? await store.FindAsync(id, cancellationToken) : null);
        return message is null
            ? await NotFoundAsync(pages)
            : await pages.RenderAsync<PoisonMessagePage>(new() { [nameof(PoisonMessagePage.Message)] = message });
    }

    public static async Task<IResult> RequeueAsync(string id, HttpContext context, OpsCall call, PoisonRepair repair, OperatorAudit audit, PageRenderer pages)
    {
        if (id.Length > LongestId)
        {
            return await NotFoundAsync(pages);
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var request = form["request"].ToString().Trim();
        var body = request.Length == 0 ? [] : Encoding.UTF8.GetBytes($$"""{"request": {{request}}}""");
        var (result, errors) = await audit.RunRequeueAsync(
            OrderOf(call, id, "requeue"), () => repair.RequeueAsync(id, body, context.RequestAborted), context.RequestAborted);
        return result switch
        {
            RequeueResult.Done => new SeeOther(OpsLinks.Poison + "?done=requeue"),
            RequeueResult.NotFound => await NotFoundAsync(pages),
            RequeueResult.NeedsRepair => await pages.ProblemAsync(
                StatusCodes.Status409Conflict, "That wasn't done", "The body can't go on the request queue as it is: give a repaired one."),
            _ => await pages.ProblemAsync(
                StatusCodes.Status400BadRequest, "That wasn't done", [.. errors.Select(error => $"{error.Path}: {error.Message}")]),
        };
    }

    public static async Task<IResult> DiscardAsync(string id, HttpContext context, OpsCall call, IPoisonStore store, OperatorAudit audit, PageRenderer pages) =>
        id.Length <= LongestId
        && await audit.RunDiscardAsync(OrderOf(call, id, "discard"), () => store.DeleteAsync(id, context.RequestAborted), context.RequestAborted)
            ? new SeeOther(OpsLinks.Poison + "?done=discard")
            : await NotFoundAsync(pages);

    private static AuditOrder OrderOf(OpsCall call, string id, string action) =>
        new(call.Session!.KeyName, "page", $"poison/{action}", AuditTargets.Message(id));

    private static Task<IResult> NotFoundAsync(PageRenderer pages) => pages.ProblemAsync(
        StatusCodes.Status404NotFound, "No such message", "It was requeued or discarded, or another caller holds it for some seconds.");
}
