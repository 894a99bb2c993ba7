using Microsoft.Extensions.Time.Testing;
using OnboardingFlow.LocalHost.Sqlite.Audit;
using OnboardingFlow.Tests.Shared.StorePromises;

namespace OnboardingFlow.LocalHost.Tests.Sqlite.Audit;

public sealed class AuditTrailTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly FakeTimeProvider time = new(Rows.Start);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_action_is_on_disk_before_it_is_done_and_one_that_was_broken_off_stays_without_a_verdict()
    {
        await using (var trail = new SqliteAuditTrail(folder.Path, time))
        {
            await trail.BeginAsync(new("key", "api", "purge", "ob-1"), Token);
            time.Advance(TimeSpan.FromSeconds(1));
            await trail.EndAsync(await trail.BeginAsync(new("key", "page", "bulk/retry", "all"), Token), new("done") { Counts = (3, 2, 1) }, Token);
        }

        await using var again = new SqliteAuditTrail(folder.Path, time);
        Assert.Equal(
            [
                new(2, Rows.Start.AddSeconds(1), "key", "page", "bulk/retry", "all", "done", null, 3, 2, 1),
                new AuditEntry(1, Rows.Start, "key", "api", "purge", "ob-1", null, null, null, null, null),
            ],
            await again.ListAsync(null, 10, Token));
        Assert.Equal([1], (await again.ListAsync(2, 10, Token)).Select(entry => entry.Number));
    }

    [Fact]
    public async Task Only_the_newest_entries_are_kept()
    {
        await using var trail = new SqliteAuditTrail(folder.Path, time, kept: 3);
        for (var i = 0; i < 5; i++)
        {
            await trail.BeginAsync(new("key", "api", "retry", "ob-1"), Token);
        }

        Assert.Equal([5, 4, 3], (await trail.ListAsync(null, 10, Token)).Select(entry => entry.Number));
    }
}
