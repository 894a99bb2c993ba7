using System.Text.Json.Nodes;
using OnboardingFlow.Api.Auditing;
using OnboardingFlow.Core.Operations;
using OnboardingFlow.LocalHost.OpsPage.Instances;
using OnboardingFlow.LocalHost.OpsPage.Pages;
using OnboardingFlow.LocalHost.OpsPage.Shared;

namespace OnboardingFlow.LocalHost.OpsPage.Operating;

/// <summary>One action on one onboarding: asked for on a page, done when that page's form comes back.</summary>
internal static class OperateEndpoints
{
    public static async Task<IResult> AskAsync(string id, string action, OnboardingReader reader, PageRenderer pages, CancellationToken cancellationToken)
    {
        var state = await reader.FindAsync(id, cancellationToken);
        if (!OnboardingActions.All.Contains(action) || (state is null && action != OnboardingActions.Purge))
        {
            return await pages.ProblemAsync(StatusCodes.Status404NotFound, "No such onboarding");
        }

        // Of one that the engine has forgotten, what is left can be purged.
        return state is null || OnboardingActions.Fits(action, state)
            ? await pages.RenderAsync<ConfirmPage>(new() { [nameof(ConfirmPage.Id)] = id, [nameof(ConfirmPage.Action)] = action })
            : await pages.ProblemAsync(StatusCodes.Status409Conflict, "That wasn't done", "It means nothing in this onboarding's state: look at it again.");
    }

    public static async Task<IResult> DoAsync(
        string id, string action, HttpContext context, OpsCall call, OnboardingOperations operations, OperatorAudit audit, PageRenderer pages)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var body = new JsonObject();
        AddText(body, "reason", form["reason"]);
        if (action == OnboardingActions.Review)
        {
            AddText(body, "decision", form["decision"]);
        }
        else if (action == OnboardingActions.Cancel)
        {
            body["terminate_contract"] = form["terminate_contract"] == "true";
        }

        var (act, errors) = Order(operations, id, action, JsonBodies.Utf8(body), context.RequestAborted);
        if (act is null)
        {
            return await pages.ProblemAsync(StatusCodes.Status400BadRequest, "That wasn't done", [.. errors]);
        }

        var noted = new AuditOrder(call.Session!.KeyName, "page", action, AuditTargets.Onboarding(id));
        var answer = await audit.RunAsync(noted, act, context.RequestAborted);
        return answer.Verdict switch
        {
            OperationVerdict.NotFound => await pages.ProblemAsync(StatusCodes.Status404NotFound, "No such onboarding"),
            OperationVerdict.Done when action == OnboardingActions.Purge => new SeeOther(OpsLinks.List),
            OperationVerdict.Done => new SeeOther($"{OpsLinks.Onboarding(id)}?done={action}"),
            _ => await pages.ProblemAsync(StatusCodes.Status409Conflict, "That wasn't done", answer.Message ?? ""),
        };
    }

    /// <summary>What the form asks for, read by the API's own rules; null and why when they aren't met.</summary>
    private static (Func<Task<OperationAnswer>>? Act, IEnumerable<string> Errors) Order(
        OnboardingOperations operations, string id, string action, byte[] body, CancellationToken stop) => action switch
        {
            OnboardingActions.Review => Read(OperationBodies.ReadReview(body), order => operations.ReviewAsync(id, order.Approve, order.Reason, stop)),
            OnboardingActions.Cancel => Read(OperationBodies.ReadCancel(body), order => operations.CancelAsync(id, order.TerminateContract, order.Reason, stop)),
            OnboardingActions.Retry => Read(OperationBodies.ReadReason(body), order => operations.RetryAsync(id, order.Reason, stop)),
            OnboardingActions.Suspend => Read(OperationBodies.ReadReason(body), order => operations.SuspendAsync(id, order.Reason, stop)),
            OnboardingActions.Resume => Read(OperationBodies.ReadReason(body), order => operations.ResumeAsync(id, order.Reason, stop)),
            OnboardingActions.Terminate => Read(OperationBodies.ReadReason(body), order => operations.TerminateAsync(id, order.Reason, stop)),
            OnboardingActions.Purge => (() => operations.PurgeAsync(id, stop), []),
            _ => (null, ["There is no such action."]),
        };

    private static (Func<Task<OperationAnswer>>? Act, IEnumerable<string> Errors) Read<T>(FieldReading<T> reading, Func<T, Task<OperationAnswer>> act)
        where T : class => reading.Value is { } order ? (() => act(order), []) : (null, reading.Errors.Select(error => $"{error.Path}: {error.Message}"));

    private static void AddText(JsonObject body, string name, string? text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            body[name] = text.Trim();
        }
    }
}
