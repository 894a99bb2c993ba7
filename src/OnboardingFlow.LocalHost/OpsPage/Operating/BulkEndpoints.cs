using OnboardingFlow.Api.Auditing;
using OnboardingFlow.Api.Operating;
using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Operations;
using OnboardingFlow.LocalHost.OpsPage.Listing;
using OnboardingFlow.LocalHost.OpsPage.Pages;
using OnboardingFlow.LocalHost.OpsPage.Shared;

namespace OnboardingFlow.LocalHost.OpsPage.Operating;

/// <summary>One action on all that a filter matches: first a dry run that counts them, then, confirmed, the action.</summary>
internal static class BulkEndpoints
{
    /// <summary>The actions, as the API calls them.</summary>
    public static readonly IReadOnlyList<string> Actions = ["retry", "suspend", "resume", "cancel", "terminate", "purge"];

    /// <summary>The dry run: nothing changes.</summary>
    public static async Task<IResult> AskAsync(string action, HttpContext context, OpsCall call, BulkOperations bulk, OperatorAudit audit, PageRenderer pages)
    {
        var (filter, problems) = ListFilter.Read(name => context.Request.Query[name]);
        if (problems.Count > 0 || BulkHandlers.ActionOf(action) is not { } known)
        {
            return await pages.ProblemAsync(StatusCodes.Status400BadRequest, "That can't be shown", [.. problems]);
        }

        return await ShowAsync(action, filter, await RunAsync(new(known, filter, DryRun: true), action, context, call, bulk, audit), false, pages);
    }

    public static async Task<IResult> DoAsync(string action, HttpContext context, OpsCall call, BulkOperations bulk, OperatorAudit audit, PageRenderer pages)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (filter, problems) = ListFilter.Read(name => form[name]);
        if (problems.Count > 0 || BulkHandlers.ActionOf(action) is not { } known)
        {
            return await pages.ProblemAsync(StatusCodes.Status400BadRequest, "That wasn't done", [.. problems]);
        }

        var order = new BulkOrder(known, filter, DryRun: false) { TerminateContract = known == BulkAction.Cancel && form["terminate_contract"] == "true" };
        return await ShowAsync(action, filter, await RunAsync(order, action, context, call, bulk, audit), true, pages);
    }

    private static Task<BulkAnswer> RunAsync(BulkOrder order, string action, HttpContext context, OpsCall call, BulkOperations bulk, OperatorAudit audit) =>
        audit.RunBulkAsync(
            new AuditOrder(call.Session!.KeyName, "page", $"bulk/{action}", AuditTargets.Filter(order.Filter)),
            order.DryRun,
            () => bulk.RunAsync(order, context.RequestAborted),
            context.RequestAborted);

    private static Task<IResult> ShowAsync(string action, OnboardingFilter filter, BulkAnswer answer, bool done, PageRenderer pages) =>
        pages.RenderAsync<BulkPage>(new()
        {
            [nameof(BulkPage.Action)] = action,
            [nameof(BulkPage.Filter)] = filter,
            [nameof(BulkPage.Answer)] = answer,
            [nameof(BulkPage.IsDone)] = done,
        });
}
