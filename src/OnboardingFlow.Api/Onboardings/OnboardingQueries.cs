using Microsoft.AspNetCore.Http;
using OnboardingFlow.Api.Http;
using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Operations;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Api.Onboardings;

/// <summary>What can be read. One onboarding comes from the engine, lists and counts from the index, which may lag by seconds.</summary>
public sealed class OnboardingQueries(OnboardingReader reader, IEngineClient engine, IOnboardingIndex index)
{
    private const int Parallelism = 8;

    /// <summary><c>GET /api/onboardings/{id}</c>: 200 or 404.</summary>
    public async Task<IResult> GetAsync(HttpContext context, string id)
    {
        var view = await FindAsync(id, confirmed: true, context.RequestAborted);
        return view is null ? Problems.OnboardingNotFound() : Results.Json(view, ApiJson.Default.OnboardingView);
    }

    /// <summary><c>GET /api/onboardings</c>: a page, newest first.</summary>
    public async Task<IResult> ListAsync(HttpContext context)
    {
        var query = ListQuery.Read(context.Request.Query);
        if (query.Errors.Count > 0)
        {
            return Problems.Invalid(query.Errors);
        }

        OnboardingPage page;
        try
        {
            page = await index.ListAsync(query.Filter, query.PageSize, query.ContinuationToken, context.RequestAborted);
        }
        catch (FormatException)
        {
            return Problems.Invalid(ListQuery.TokenName, "isn't one that this API gave");
        }

        var items = new OnboardingView[page.Items.Count];
        await Parallel.ForAsync(
            0,
            items.Length,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = context.RequestAborted },
            async (i, token) => items[i] = OnboardingViews.Of(page.Items[i], await RuntimeStatusAsync(page.Items[i], token)));
        return Results.Json(new OnboardingListView(items, page.ContinuationToken), ApiJson.Default.OnboardingListView);
    }

    /// <summary><c>GET /api/onboardings/{id}/timeline</c>: 200 or 404.</summary>
    public async Task<IResult> TimelineAsync(HttpContext context, string id)
    {
        if (await index.GetTimelineAsync(id, context.RequestAborted) is { } timeline)
        {
            return Results.Json(OnboardingViews.Of(timeline), ApiJson.Default.TimelineView);
        }

        // The index may not know it yet.
        return await reader.FindAsync(id, context.RequestAborted) is null
            ? Problems.OnboardingNotFound()
            : Results.Json(new TimelineView([], false), ApiJson.Default.TimelineView);
    }

    /// <summary><c>GET /api/counts</c>.</summary>
    public async Task<IResult> CountsAsync(HttpContext context) =>
        Results.Json(OnboardingViews.Of(await index.CountAsync(context.RequestAborted)), ApiJson.Default.CountsView);

    /// <summary>The view of one onboarding, or null.</summary>
    internal async Task<OnboardingView?> FindAsync(string id, bool confirmed, CancellationToken cancellationToken) =>
        await reader.FindAsync(id, cancellationToken) is { } state
            ? OnboardingViews.Of(state, await reader.DeliveriesAsync(state, cancellationToken), confirmed)
            : null;

    private async Task<RuntimeStatus?> RuntimeStatusAsync(OnboardingSummary row, CancellationToken cancellationToken) =>
        (await engine.GetAsync(row.Id, cancellationToken))?.Status;
}
