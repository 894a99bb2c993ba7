using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.LocalHost.OpsPage.Pages;
using OnboardingFlow.LocalHost.OpsPage.Shared;

namespace OnboardingFlow.LocalHost.OpsPage.Listing;

/// <summary>The list of onboardings, and finding one.</summary>
internal static class ListEndpoints
{
    private const int PageSize = 50;

    public static async Task<IResult> ShowAsync(HttpContext context, IOnboardingIndex index, PageRenderer pages)
    {
        var query = context.Request.Query;
        var (filter, problems) = ListFilter.Read(name => query[name]);
        if (problems.Count > 0)
        {
            return await RefuseAsync(pages, problems);
        }

        var token = query["continuation_token"].ToString() is { Length: > 0 } given ? given : null;
        try
        {
            return await pages.RenderAsync<ListPage>(new()
            {
                [nameof(ListPage.Filter)] = filter,
                [nameof(ListPage.Page)] = await index.ListAsync(filter, PageSize, token, context.RequestAborted),
                [nameof(ListPage.IsFirst)] = token is null,
            });
        }
        catch (FormatException wrongToken)
        {
            return await RefuseAsync(pages, [wrongToken.Message]);
        }
    }

    /// <summary>To the page of an instance id. What isn't one is neither looked for nor shown again: it may be anything.</summary>
    public static async Task<IResult> FindAsync(HttpContext context, PageRenderer pages)
    {
        var id = context.Request.Query["id"].ToString().Trim();
        return InstanceIds.IsOne(id)
            ? new SeeOther(OpsLinks.Onboarding(id))
            : await RefuseAsync(pages, ["An instance id is ob- and 26 characters of a-z and 2-7."]);
    }

    private static Task<IResult> RefuseAsync(PageRenderer pages, IReadOnlyList<string> problems) =>
        pages.ProblemAsync(StatusCodes.Status400BadRequest, "That can't be shown", [.. problems]);
}
