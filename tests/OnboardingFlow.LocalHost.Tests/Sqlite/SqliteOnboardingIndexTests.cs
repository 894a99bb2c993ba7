using CsCheck;
using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Workflow;
using OnboardingFlow.LocalHost.Sqlite.Index;
using static OnboardingFlow.LocalHost.Tests.Sqlite.Rows;

namespace OnboardingFlow.LocalHost.Tests.Sqlite;

public sealed class SqliteOnboardingIndexTests : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private SqliteOnboardingIndex index = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        index = new SqliteOnboardingIndex(folder.Path);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await index.DisposeAsync();
        folder.Dispose();
    }

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
    }

    [Fact]
    public async Task Updates_in_any_order_and_number_lead_to_the_same_index()
    {
        var steps = Enum.GetValues<OnboardingStep>();
        OnboardingSummary RowOf(int i) => Row(
            run: 1 + (i / 6),
            step: steps[i % 6],
            outcome: i % 6 == 5 ? OutcomeKind.Cancelled : null,
            code: i % 6 == 5 ? "CONTRACT_STANDS" : null,
            bankType: i < 6 ? "CMB_DEBIT" : "ICBC_DEBIT",
            minute: i) with
        {
            CreatedAt = Start.AddMinutes(i / 6 * 6), // The same for a whole run.
        };
        var story = Enumerable.Range(0, 12).Select(i => RowOf(i).Update(firstEntry: i % 6 * 2, entries: 2)).ToArray();
        var ids = 0;

        await Gen.Shuffle(Enumerable.Range(0, story.Length).ToArray()).SelectMany(order => Gen.Int[0, story.Length - 1].Array[0, 8].Select(repeats => order.Concat(repeats)))
            .SampleAsync(
                async order =>
                {
                    var id = "ob-" + Interlocked.Increment(ref ids);
                    foreach (var i in order)
                    {
                        await index.RecordAsync(story[i] with { Summary = story[i].Summary with { Id = id } }, Token);
                    }

                    var timeline = await index.GetTimelineAsync(id, Token);
                    return await index.FindAsync(id, Token) == story[^1].Summary with { Id = id }
                        && timeline is { Truncated: false }
                        && timeline.Entries.SequenceEqual(story.SelectMany(update => update.Entries));
                },
                iter: 60,
                threads: 2);

        var counts = await index.CountAsync(Token);
        Assert.Equal([new OutcomeCount(OutcomeKind.Cancelled, "CONTRACT_STANDS", ids)], counts.ByOutcome);
        Assert.All(counts.ByStep.Values, count => Assert.Equal(0, count));
    }

    [Fact]
    public async Task A_later_word_without_a_new_entry_is_taken_and_an_older_one_is_not()
    {
        var first = Row();
        var later = first with { WaitingUntil = null, UpdatedAt = first.UpdatedAt.AddSeconds(1) };
        await index.RecordAsync(first.Update(), Token);
        await index.RecordAsync(later.Update(firstEntry: 1, entries: 0), Token);
        await index.RecordAsync(first.Update(), Token);

        Assert.Equal(later, await index.FindAsync("ob-1", Token));
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
            await index.RememberRequestAsync("ob-1", "hash" + i, Token);
        }

        await index.RememberRequestAsync("ob-2", "other", Token);

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

        Assert.Null(await index.FindAsync("ob-1", Token));
        Assert.Null(await index.GetTimelineAsync("ob-1", Token));
        Assert.Empty(await index.SeenRequestsAsync("ob-1", Token));
        Assert.Empty((await index.CountAsync(Token)).ByOutcome);
    }

    [Fact]
    public async Task What_was_recorded_is_there_after_a_restart()
    {
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => index.RecordAsync(Row("ob-" + i, minute: i).Update(), Token)));
        await index.DisposeAsync();
        index = new SqliteOnboardingIndex(folder.Path);

        Assert.Equal(1000, (await index.CountAsync(Token)).ByStep[OnboardingStep.AwaitingContract]);
        Assert.Equal(Row("ob-999", minute: 999), await index.FindAsync("ob-999", Token));
    }
}
