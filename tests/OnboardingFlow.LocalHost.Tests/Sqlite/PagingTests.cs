using System.Text;
using Microsoft.Data.Sqlite;
using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Workflow;
using OnboardingFlow.LocalHost.Sqlite.Index;
using static OnboardingFlow.LocalHost.Tests.Sqlite.Rows;

namespace OnboardingFlow.LocalHost.Tests.Sqlite;

public sealed class PagingTests : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private readonly List<OnboardingSummary> rows = [];
    private SqliteOnboardingIndex index = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Every mixture of what can be asked for; half of them match nothing, and that must be right too.</summary>
    public static TheoryData<OnboardingStep?, OutcomeKind?, string?, string?, bool> Filters()
    {
        var filters = new TheoryData<OnboardingStep?, OutcomeKind?, string?, string?, bool>();
        foreach (var step in new OnboardingStep?[] { null, OnboardingStep.AwaitingContract })
        {
            foreach (var outcome in new OutcomeKind?[] { null, OutcomeKind.Rejected })
            {
                foreach (var code in new[] { null, "CARD_REFUSED" })
                {
                    foreach (var organization in new[] { null, "O2" })
                    {
                        filters.Add(step, outcome, code, organization, false);
                        filters.Add(step, outcome, code, organization, true);
                    }
                }
            }
        }

        return filters;
    }

    public async ValueTask InitializeAsync()
    {
        index = new SqliteOnboardingIndex(folder.Path);
        for (var i = 0; i < 120; i++)
        {
            // Two share each minute, so that the id decides between them.
            rows.Add((i % 5) switch
            {
                0 => Row($"ob-{i:000}", organization: "O" + (i % 3), outcome: OutcomeKind.Rejected, code: "CARD_REFUSED", minute: i / 2),
                1 => Row($"ob-{i:000}", organization: "O" + (i % 3), outcome: OutcomeKind.Rejected, code: "USER_DISABLED", minute: i / 2),
                2 => Row($"ob-{i:000}", organization: "O" + (i % 3), outcome: OutcomeKind.Failed, code: "CARD_REFUSED", minute: i / 2),
                3 => Row($"ob-{i:000}", organization: "O" + (i % 3), step: OnboardingStep.NeedsAttention, minute: i / 2),
                _ => Row($"ob-{i:000}", organization: "O" + (i % 3), minute: i / 2),
            });
        }

        await Task.WhenAll(rows.Select(row => index.RecordAsync(row.Update(), Token)));
    }

    public async ValueTask DisposeAsync()
    {
        await index.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Pages_put_together_are_the_filtered_rows_newest_first(
        OnboardingStep? step, OutcomeKind? outcome, string? code, string? organization, bool someTime)
    {
        var filter = new OnboardingFilter
        {
            Step = step,
            Outcome = outcome,
            Code = code,
            OrganizationId = organization,
            CreatedFrom = someTime ? Start.AddMinutes(10) : null,
            CreatedTo = someTime ? Start.AddMinutes(40) : null,
        };
        var expected = rows
            .Where(row => step is null || (row.Step == step && row.Outcome is null))
            .Where(row => outcome is null || row.Outcome?.Kind == outcome)
            .Where(row => code is null || row.Outcome?.Code == code)
            .Where(row => organization is null || row.OrganizationId == organization)
            .Where(row => !someTime || (row.CreatedAt >= Start.AddMinutes(10) && row.CreatedAt < Start.AddMinutes(40)))
            .OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id, StringComparer.Ordinal);

        Assert.Equal(expected, await AllPages(filter, pageSize: 7));
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public void Every_list_is_a_seek_in_an_index_without_sorting(
        OnboardingStep? step, OutcomeKind? outcome, string? code, string? organization, bool someTime)
    {
        var filter = new OnboardingFilter
        {
            Step = step, Outcome = outcome, Code = code, OrganizationId = organization, CreatedFrom = someTime ? Start : null, CreatedTo = someTime ? Start : null,
        };
        if (PageQuery.For(filter, new PagePosition(Start.UtcTicks, "ob-1")) is not { } query)
        {
            Assert.True(step is not null && (outcome is not null || code is not null));
            return;
        }

        using var connection = new SqliteConnection($"Data Source={folder.File("index.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = query.ToCommand(connection, 10);
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        using var plan = command.ExecuteReader();
        var steps = new StringBuilder();
        while (plan.Read())
        {
            steps.AppendLine(plan.GetString(3));
        }

        Assert.StartsWith("SEARCH onboarding USING INDEX", steps.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", steps.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_onboardings_between_two_pages_shift_nothing()
    {
        var first = await index.ListAsync(new(), 50, null, Token);
        for (var i = 0; i < 30; i++)
        {
            await index.RecordAsync(Row("ob-new" + i, minute: 1000 + i).Update(), Token);
        }

        var second = await index.ListAsync(new(), 200, first.ContinuationToken, Token);

        Assert.Equal(rows.Select(row => row.Id).Order(StringComparer.Ordinal), first.Items.Concat(second.Items).Select(row => row.Id).Order(StringComparer.Ordinal));
        Assert.Null(second.ContinuationToken);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("not base64!")]
    [InlineData("AQAAAAAAAAAAAAAAAAAAAAAAb2ItMQ")]
    public async Task A_token_that_is_not_ours_is_refused(string token)
    {
        await Assert.ThrowsAsync<FormatException>(() => index.ListAsync(new(), 10, token, Token));
        await Assert.ThrowsAsync<FormatException>(() => index.ListAsync(new(), 10, new string('A', 100_000), Token));
    }

    [Fact]
    public async Task A_token_of_a_list_with_another_filter_is_refused()
    {
        var page = await index.ListAsync(new() { OrganizationId = "O1" }, 10, null, Token);

        await Assert.ThrowsAsync<FormatException>(() => index.ListAsync(new() { OrganizationId = "O2" }, 10, page.ContinuationToken, Token));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    public async Task A_page_holds_1_to_200_rows(int pageSize) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => index.ListAsync(new(), pageSize, null, Token));

    private async Task<List<OnboardingSummary>> AllPages(OnboardingFilter filter, int pageSize)
    {
        var all = new List<OnboardingSummary>();
        string? token = null;
        do
        {
            var page = await index.ListAsync(filter, pageSize, token, Token);
            Assert.True(page.Items.Count == pageSize || page.ContinuationToken is null);
            all.AddRange(page.Items);
            token = page.ContinuationToken;
        }
        while (token is not null);

        return all;
    }
}
