using OnboardingFlow.LocalHost.OpsPage.Pages;
using OnboardingFlow.LocalHost.OpsPage.Shared;
using OnboardingFlow.LocalHost.Sqlite.Audit;

namespace OnboardingFlow.LocalHost.OpsPage.Auditing;

/// <summary>Who did what, and when.</summary>
internal static class AuditEndpoint
{
    private const int PageSize = 50;

    public static async Task<IResult> ShowAsync(long? before, SqliteAuditTrail trail, PageRenderer pages, CancellationToken cancellationToken)
    {
        var entries = await trail.ListAsync(before, PageSize + 1, cancellationToken); // One more tells whether a page follows.
        return await pages.RenderAsync<AuditPage>(new()
        {
            [nameof(AuditPage.Entries)] = entries.Take(PageSize).ToList(),
            [nameof(AuditPage.IsFirst)] = before is null,
            [nameof(AuditPage.HasOlder)] = entries.Count > PageSize,
        });
    }
}
