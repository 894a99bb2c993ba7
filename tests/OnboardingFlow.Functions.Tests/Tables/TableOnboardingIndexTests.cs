using CsCheck;
using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Workflow;
using OnboardingFlow.Functions.Tables;
using OnboardingFlow.LocalHost.Tests.Sqlite;
using static OnboardingFlow.LocalHost.Tests.Sqlite.Rows;

namespace OnboardingFlow.Functions.Tests.Tables;

public sealed class TableOnboardingIndexTests(AzuriteFixture azurite)
{
    private readonly TableOnboardingIndex index = new(azurite.NewStorage());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_comes_back_as_it_was_written()
    {
        var running = Row("ob-1", bankType: "CMB_DEBIT");
        var ended = Row("ob-2", step: OnboardingStep.Presigning, outcome: OutcomeKind.Rejected, code: "CARD_REFUSED", minute: 1);
        await index.RecordAsync(running.Update(), Token);
        await index.RecordAsync(ended.Update(), Token);

        Assert.Equal(running, await index.FindAsync("ob-1", Token));
        Assert.Equal(ended, await index.FindAsync("ob-2", Token));
        Assert.Null(await index.FindAsync("ob-3", Token));
        Assert.Equal([ended, running], (await index.ListAsync(new OnboardingFilter(), 10, null, Token)).Items);
    }

    [Fact]
    public async Task Updates_in_any_order_and_number_lead_to_the_same_index()
    {
        var story = Enumerable.Range(0, 6)
            .Select(i => Row(run: 1 + (i / 3), outcome: i % 3 == 2 ? OutcomeKind.Cancelled : null, code: i % 3 == 2 ? "CONTRACT_STANDS" : null, minute: i / 3)
                .Update(firstEntry: i % 3 * 2, entries: 2))
            .ToArray();
        var ids = 0;

        await Gen.Shuffle(Enumerable.Range(0, story.Length).ToArray()).SampleAsync(
            async order =>
            {
                var id = "ob-" + Interlocked.Increment(ref ids);
                await Task.WhenAll(order.Select(i => index.RecordAsync(story[i] with { Summary = story[i].Summary with { Id = id } }, Token)));

                var timeline = await index.GetTimelineAsync(id, Token);
                return await index.FindAsync(id, Token) == story[^1].Summary with { Id = id }
                    && timeline is { Truncated: false }
                    && timeline.Entries.SequenceEqual(story.SelectMany(update => update.Entries));
            },
            iter: 8,
            threads: 1);

        // One row each in the list, however the runs' updates came.
        var page = await index.ListAsync(new OnboardingFilter(), 200, null, Token);
        Assert.Equal(ids, page.Items.Count);
        Assert.All(page.Items, item => Assert.Equal(2, item.Run));
    }

    [Fact]
    public async Task A_timeline_keeps_500_entries_a_run_and_says_when_there_were_more()
    {
        await index.RecordAsync(Row(run: 1).Update(entries: 500), Token);
        Assert.False((await index.GetTimelineAsync("ob-1", Token))!.Truncated);

        await index.RecordAsync(Row(run: 1).Update(firstEntry: 500, entries: 40), Token);
        await index.RecordAsync(Row(run: 2).Update(entries: 3), Token);
        var timeline = (await index.GetTimelineAsync("ob-1", Token))!;

        Assert.True(timeline.Truncated);
        Assert.Equal(500, timeline.Entries.Count(entry => entry.Run == 1));
        Assert.Equal([Entry(2, 0), Entry(2, 1), Entry(2, 2)], timeline.Entries.TakeLast(3));
        Assert.Null(await index.GetTimelineAsync("ob-2", Token));
    }

    [Fact]
    public Task Notes_stand_among_the_entries_by_time_and_go_with_them() => NotePromises.StandAmongTheEntriesByTimeAsync(index, Token);

    [Fact]
    public Task Notes_are_bounded_a_run() => NotePromises.AreBoundedAsync(index, Token);

    [Fact]
    public async Task The_newest_32_request_ids_are_remembered_once_each()
    {
        for (var i = 0; i < 40; i++)
        {
            await index.RememberRequestAsync("ob-1", "hash" + i, Token);
        }

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => index.RememberRequestAsync("ob-2", "other", Token)));

        Assert.Equal(Enumerable.Range(8, 32).Select(i => "hash" + i), await index.SeenRequestsAsync("ob-1", Token));
        Assert.Equal(["other"], await index.SeenRequestsAsync("ob-2", Token));
        Assert.Empty(await index.SeenRequestsAsync("ob-3", Token));
    }

    [Fact]
    public async Task Counts_follow_every_change()
    {
        await index.RecordAsync(Row("ob-1", minute: 5).Update(), Token);
        await index.RecordAsync(Row("ob-2", minute: 3).Update(), Token);
        await index.RecordAsync(Row("ob-3", step: OnboardingStep.NeedsAttention, minute: 1).Update(), Token);
        await index.RecordAsync(Row("ob-4", outcome: OutcomeKind.Rejected, code: "CARD_REFUSED", bankType: "CMB_DEBIT").Update(), Token);
        await index.RecordAsync(Row("ob-5", outcome: OutcomeKind.Completed, bankType: "CMB_DEBIT").Update(), Token);
        await index.RecordAsync(Row("ob-2", outcome: OutcomeKind.Completed, minute: 4).Update(firstEntry: 1), Token);
        await index.RemoveAsync("ob-3", Token);

        var counts = await index.CountAsync(Token);
        Assert.Equal(1, counts.ByStep[OnboardingStep.AwaitingContract]);
        Assert.Equal(1, counts.ByStep.Values.Sum());
        Assert.Equal([new OutcomeCount(OutcomeKind.Completed, null, 2), new(OutcomeKind.Rejected, "CARD_REFUSED", 1)], counts.ByOutcome);
        Assert.Equal([new BankTypeCount("CMB_DEBIT", null, 1), new("CMB_DEBIT", "CARD_REFUSED", 1)], counts.ByBankType);
        Assert.Equal(Start.AddMinutes(5), counts.OldestWaiting);
    }

    [Fact]
    public async Task Removing_an_onboarding_leaves_nothing_of_it()
    {
        await index.RecordAsync(Row().Update(entries: 3), Token);
        await index.RememberRequestAsync("ob-1", "hash", Token);
        await index.RemoveAsync("ob-1", Token);
        await index.RemoveAsync("ob-1", Token);

        Assert.Null(await index.FindAsync("ob-1", Token));
        Assert.Null(await index.GetTimelineAsync("ob-1", Token));
        Assert.Empty(await index.SeenRequestsAsync("ob-1", Token));
        Assert.Empty((await index.ListAsync(new OnboardingFilter(), 10, null, Token)).Items);
    }

    [Fact]
    public async Task Pages_follow_each_other_and_filters_hold()
    {
        OnboardingSummary[] rows = [.. Enumerable.Range(0, 30).Select(i => Row(
            $"ob-{i:00}", organization: "O" + (i % 3), outcome: i % 2 == 0 ? OutcomeKind.Rejected : null, code: i % 2 == 0 ? "CARD_REFUSED" : null, minute: i))];
        await Task.WhenAll(rows.Select(row => index.RecordAsync(row.Update(), Token)));
        (OnboardingFilter Filter, Func<OnboardingSummary, bool> Matches)[] lists =
        [
            (new(), _ => true),
            (new() { Step = OnboardingStep.AwaitingContract }, row => row.Outcome is null),
            (new() { Outcome = OutcomeKind.Rejected, OrganizationId = "O2" }, row => row is { Outcome: not null, OrganizationId: "O2" }),
            (new() { Code = "CARD_REFUSED" }, row => row.Outcome is not null),
            (new() { Step = OnboardingStep.AwaitingContract, Code = "CARD_REFUSED" }, _ => false),
            (new() { CreatedFrom = Start.AddMinutes(5), CreatedTo = Start.AddMinutes(20) }, row => row.CreatedAt >= Start.AddMinutes(5) && row.CreatedAt < Start.AddMinutes(20)),
            (new() { OrganizationId = "O'1" }, _ => false),
        ];

        foreach (var (filter, matches) in lists)
        {
            var found = new List<OnboardingSummary>();
            string? next = null;
            do
            {
                var page = await index.ListAsync(filter, 4, next, Token);
                Assert.InRange(page.Items.Count, 0, 4);
                found.AddRange(page.Items);
                next = page.ContinuationToken;
            }
            while (next is not null);

            Assert.Equal(rows.Where(matches).Reverse(), found);
        }

        await Assert.ThrowsAsync<FormatException>(() => index.ListAsync(new OnboardingFilter(), 4, "bad", Token));
    }
}
