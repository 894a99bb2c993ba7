using CsCheck;
using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Workflow;
using static OnboardingFlow.Tests.Shared.StorePromises.Rows;

namespace OnboardingFlow.Tests.Shared.StorePromises;

/// <summary>What Core expects of the index, whatever it is kept in. A test class of each kind of index derives from it.</summary>
public abstract class IndexPromises
{
    /// <summary>An empty index, the same one throughout a test.</summary>
    protected abstract IOnboardingIndex Index { get; }

    /// <summary>How many orders of the same updates are tried.</summary>
    protected virtual int Orders => 60;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_comes_back_as_it_was_written()
    {
        var running = Row("ob-1", bankType: "CMB_DEBIT");
        var ended = Row("ob-2", step: OnboardingStep.Presigning, outcome: OutcomeKind.Rejected, code: "CARD_REFUSED", minute: 1);
        await Index.RecordAsync(running.Update(), Token);
        await Index.RecordAsync(ended.Update(), Token);

        Assert.Equal(running, await Index.FindAsync("ob-1", Token));
        Assert.Equal(ended, await Index.FindAsync("ob-2", Token));
        Assert.Null(await Index.FindAsync("ob-3", Token));
        Assert.Equal([ended, running], (await Index.ListAsync(new OnboardingFilter(), 10, null, Token)).Items);
    }

    /// <summary>Four at once: what races is part of it.</summary>
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
                    foreach (var some in order.Chunk(4))
                    {
                        await Task.WhenAll(some.Select(i => Index.RecordAsync(story[i] with { Summary = story[i].Summary with { Id = id } }, Token)));
                    }

                    var timeline = await Index.GetTimelineAsync(id, Token);
                    return await Index.FindAsync(id, Token) == story[^1].Summary with { Id = id }
                        && timeline is { Truncated: false }
                        && timeline.Entries.SequenceEqual(story.SelectMany(update => update.Entries));
                },
                iter: Orders,
                threads: 2);

        // Each is there once, however the runs' updates came.
        var counts = await Index.CountAsync(Token);
        Assert.Equal([new OutcomeCount(OutcomeKind.Cancelled, "CONTRACT_STANDS", ids)], counts.ByOutcome);
        Assert.All(counts.ByStep.Values, count => Assert.Equal(0, count));
        var page = await Index.ListAsync(new OnboardingFilter(), 200, null, Token);
        Assert.Equal(ids, page.Items.Count);
        Assert.All(page.Items, item => Assert.Equal(story[^1].Summary with { Id = item.Id }, item));
    }

    [Fact]
    public async Task A_later_word_without_a_new_entry_is_taken_and_an_older_one_is_not()
    {
        var first = Row();
        var later = first with { WaitingUntil = null, UpdatedAt = first.UpdatedAt.AddSeconds(1) };
        await Index.RecordAsync(first.Update(), Token);
        await Index.RecordAsync(later.Update(firstEntry: 1, entries: 0), Token);
        await Index.RecordAsync(first.Update(), Token);

        Assert.Equal(later, await Index.FindAsync("ob-1", Token));
        Assert.Equal([later], (await Index.ListAsync(new OnboardingFilter(), 10, null, Token)).Items);
    }

    [Fact]
    public async Task The_newest_32_request_ids_are_remembered_once_each()
    {
        for (var i = 0; i < 40; i++)
        {
            await Index.RememberRequestAsync("ob-1", "hash" + i, Token);
            await Index.RememberRequestAsync("ob-1", "hash" + i, Token);
        }

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Index.RememberRequestAsync("ob-2", "other", Token)));

        Assert.Equal(Enumerable.Range(8, 32).Select(i => "hash" + i), await Index.SeenRequestsAsync("ob-1", Token));
        Assert.Equal(["other"], await Index.SeenRequestsAsync("ob-2", Token));
        Assert.Empty(await Index.SeenRequestsAsync("ob-3", Token));
    }

    [Fact]
    public async Task Counts_follow_every_change()
    {
        await Index.RecordAsync(Row("ob-1", minute: 5).Update(), Token);
        await Index.RecordAsync(Row("ob-2", minute: 3).Update(), Token);
        await Index.RecordAsync(Row("ob-3", step: OnboardingStep.NeedsAttention, minute: 1).Update(), Token);
        await Index.RecordAsync(Row("ob-4", outcome: OutcomeKind.Rejected, code: "CARD_REFUSED", bankType: "CMB_DEBIT").Update(), Token);
        await Index.RecordAsync(Row("ob-5", outcome: OutcomeKind.Completed, bankType: "CMB_DEBIT").Update(), Token);
        await Index.RecordAsync(Row("ob-2", outcome: OutcomeKind.Completed, minute: 4).Update(firstEntry: 1), Token);
        await Index.RemoveAsync("ob-3", Token);

        var counts = await Index.CountAsync(Token);
        Assert.Equal(1, counts.ByStep[OnboardingStep.AwaitingContract]);
        Assert.Equal(1, counts.ByStep.Values.Sum());
        Assert.Equal([new OutcomeCount(OutcomeKind.Completed, null, 2), new(OutcomeKind.Rejected, "CARD_REFUSED", 1)], counts.ByOutcome);
        Assert.Equal([new BankTypeCount("CMB_DEBIT", null, 1), new("CMB_DEBIT", "CARD_REFUSED", 1)], counts.ByBankType);
        Assert.Equal(Start.AddMinutes(5), counts.OldestWaiting);
    }

    [Fact]
    public async Task Removing_an_onboarding_leaves_nothing_of_it()
    {
        await Index.RecordAsync(Row().Update(entries: 3), Token);
        await Index.RememberRequestAsync("ob-1", "hash", Token);
        await Index.RemoveAsync("ob-1", Token);
        await Index.RemoveAsync("ob-1", Token);

        Assert.Null(await Index.FindAsync("ob-1", Token));
        Assert.Null(await Index.GetTimelineAsync("ob-1", Token));
        Assert.Empty(await Index.SeenRequestsAsync("ob-1", Token));
        Assert.Empty((await Index.ListAsync(new OnboardingFilter(), 10, null, Token)).Items);
        Assert.Empty((await Index.CountAsync(Token)).ByOutcome);
    }
}
