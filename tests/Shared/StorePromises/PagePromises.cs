using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Workflow;
using static OnboardingFlow.Tests.Shared.StorePromises.Rows;

namespace OnboardingFlow.Tests.Shared.StorePromises;

/// <summary>What Core expects of the index's pages, whatever it is kept in. A test class of each kind of index derives from it.</summary>
public abstract class PagePromises
{
    private const int PageSize = 7;

    /// <summary>Some of each kind. Two share each minute, so that the id decides between them.</summary>
    private static readonly OnboardingSummary[] _rows =
    [
        .. Enumerable.Range(0, 60).Select(i => (i % 5) switch
        {
            0 => Row($"ob-{i:000}", organization: "O" + (i % 3), outcome: OutcomeKind.Rejected, code: "CARD_REFUSED", minute: i / 2),
            1 => Row($"ob-{i:000}", organization: "O" + (i % 3), outcome: OutcomeKind.Rejected, code: "USER_DISABLED", minute: i / 2),
            2 => Row($"ob-{i:000}", organization: "O" + (i % 3), outcome: OutcomeKind.Failed, code: "CARD_REFUSED", minute: i / 2),
            3 => Row($"ob-{i:000}", organization: "O" + (i % 3), step: OnboardingStep.NeedsAttention, minute: i / 2),
            _ => Row($"ob-{i:000}", organization: "O" + (i % 3), minute: i / 2),
        }),
    ];

    /// <summary>Every mixture of what can be asked for; half of them match nothing, and that must be right too.</summary>
    protected static IEnumerable<OnboardingFilter> Filters { get; } =
    [
        .. from step in new OnboardingStep?[] { null, OnboardingStep.AwaitingContract }
           from outcome in new OutcomeKind?[] { null, OutcomeKind.Rejected }
           from code in new[] { null, "CARD_REFUSED" }
           from organization in new[] { null, "O2", "O'1" }
           from some in new[] { false, true }
           select new OnboardingFilter
           {
               Step = step,
               Outcome = outcome,
               Code = code,
               OrganizationId = organization,
               CreatedFrom = some ? Start.AddMinutes(5) : null,
               CreatedTo = some ? Start.AddMinutes(20) : null,
           },
    ];

    /// <summary>An empty index, the same one throughout a test.</summary>
    protected abstract IOnboardingIndex Index { get; }

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_put_together_are_the_filtered_rows_newest_first()
    {
        await RecordAsync();
        foreach (var filter in Filters)
        {
            var expected = _rows
                .Where(row => filter.Step is null || (row.Step == filter.Step && row.Outcome is null))
                .Where(row => filter.Outcome is null || row.Outcome?.Kind == filter.Outcome)
                .Where(row => filter.Code is null || row.Outcome?.Code == filter.Code)
                .Where(row => filter.OrganizationId is null || row.OrganizationId == filter.OrganizationId)
                .Where(row => filter.CreatedFrom is null || row.CreatedAt >= filter.CreatedFrom)
                .Where(row => filter.CreatedTo is null || row.CreatedAt < filter.CreatedTo)
                .OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id, StringComparer.Ordinal);

            // Within a moment each index has an order of its own, always the same.
            var found = await AllPagesAsync(filter);
            Assert.Equal(
                expected.Select(row => (filter, row)),
                found.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id, StringComparer.Ordinal).Select(row => (filter, row)));
            Assert.Equal(found.Select(row => row.CreatedAt).OrderDescending(), found.Select(row => row.CreatedAt));
        }
    }

    [Fact]
    public async Task New_onboardings_between_two_pages_shift_nothing()
    {
        await RecordAsync();
        var first = await Index.ListAsync(new(), 25, null, Token);
        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Index.RecordAsync(Row("ob-new" + i, minute: 1000 + i).Update(), Token)));

        var second = await Index.ListAsync(new(), 200, first.ContinuationToken, Token);

        Assert.Equal(_rows.Select(row => row.Id).Order(StringComparer.Ordinal), first.Items.Concat(second.Items).Select(row => row.Id).Order(StringComparer.Ordinal));
        Assert.Null(second.ContinuationToken);
    }

    [Fact]
    public async Task A_token_that_is_not_ours_is_refused()
    {
        foreach (var token in new[] { "", "x", "not base64!", "AQAAAAAAAAAAAAAAAAAAAAAAb2ItMQ", new string('A', 100_000) })
        {
            await Assert.ThrowsAsync<FormatException>(() => Index.ListAsync(new(), 10, token, Token));
        }
    }

    [Fact]
    public async Task A_token_of_a_list_with_another_filter_is_refused()
    {
        await RecordAsync();
        var page = await Index.ListAsync(new() { OrganizationId = "O1" }, 10, null, Token);

        await Assert.ThrowsAsync<FormatException>(() => Index.ListAsync(new() { OrganizationId = "O2" }, 10, page.ContinuationToken, Token));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    public async Task A_page_holds_1_to_200_rows(int pageSize) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Index.ListAsync(new(), pageSize, null, Token));

    private Task RecordAsync() => Task.WhenAll(_rows.Select(row => Index.RecordAsync(row.Update(), Token)));

    private async Task<List<OnboardingSummary>> AllPagesAsync(OnboardingFilter filter)
    {
        var all = new List<OnboardingSummary>();
        string? token = null;
        do
        {
            var page = await Index.ListAsync(filter, PageSize, token, Token);
            Assert.True(page.Items.Count == PageSize || (page.Items.Count < PageSize && page.ContinuationToken is null));
            all.AddRange(page.Items);
            token = page.ContinuationToken;
        }
        while (token is not null);

        return all;
    }
}
