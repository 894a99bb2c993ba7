using OnboardingFlow.Core.Ports;
using OnboardingFlow.KeyVault.Budget;
using OnboardingFlow.LocalHost.OpsPage.Pages;
using OnboardingFlow.LocalHost.OpsPage.Shared;
using OnboardingFlow.LocalHost.Sqlite.Index;

namespace OnboardingFlow.LocalHost.OpsPage.Home;

/// <summary>The first page: how everything stands.</summary>
internal static class OverviewEndpoint
{
    public static async Task<IResult> ShowAsync(HttpContext context, SqliteOnboardingIndex index, SigningBudget budget, TimeProvider time, PageRenderer pages)
    {
        var now = time.GetUtcNow();
        return await pages.RenderAsync<OverviewPage>(new()
        {
            [nameof(OverviewPage.Now)] = now,
            [nameof(OverviewPage.Data)] = await index.ReadOverviewAsync(now, context.RequestAborted),
            [nameof(OverviewPage.Budget)] = new BudgetReading(
                budget.ConfiguredPerSecond,
                budget.OperationsPerSecond,
                budget.AskedPerSecond,
                budget.Waiting(SigningUrgency.PersonWaiting),
                budget.Waiting(SigningUrgency.Poll),
                budget.GreatestPollStretch),
        });
    }
}
