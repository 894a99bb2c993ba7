using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Ports;
using static OnboardingFlow.Tests.Shared.StorePromises.Rows;

namespace OnboardingFlow.Tests.Shared.StorePromises;

/// <summary>What Core expects of the index's timelines, whatever it is kept in. A test class of each kind of index derives from it.</summary>
public abstract class TimelinePromises
{
    /// <summary>An empty index, the same one throughout a test.</summary>
    protected abstract IOnboardingIndex Index { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_timeline_keeps_500_entries_a_run_and_says_when_there_were_more()
    {
        await Index.RecordAsync(Row(run: 1).Update(entries: 500), Token);
        Assert.False((await Index.GetTimelineAsync("ob-1", Token))!.Truncated);

        await Index.RecordAsync(Row(run: 1).Update(firstEntry: 500, entries: 40), Token);
        await Index.RecordAsync(Row(run: 2).Update(entries: 3), Token);
        var timeline = (await Index.GetTimelineAsync("ob-1", Token))!;

        Assert.True(timeline.Truncated);
        Assert.Equal(500, timeline.Entries.Count(entry => entry.Run == 1));
        Assert.Equal([Entry(2, 0), Entry(2, 1), Entry(2, 2)], timeline.Entries.TakeLast(3));
        Assert.Null(await Index.GetTimelineAsync("ob-2", Token));
    }

    [Fact]
    public async Task Notes_stand_among_the_entries_by_time_and_go_with_them()
    {
        await Index.RecordAsync(Row().Update(entries: 2), Token);
        await Index.NoteAsync("ob-1", Note("ResumedByOperator", 5), Token);
        await Index.NoteAsync("ob-1", Note("SuspendedByOperator", 1), Token);
        await Index.NoteAsync("ob-1", Note("SuspendedByOperator", 1), Token);
        await Index.RecordAsync(Row().Update(firstEntry: 2, entries: 1), Token);
        await Index.RecordAsync(Row(run: 2).Update(), Token);

        var timeline = (await Index.GetTimelineAsync("ob-1", Token))!;

        Assert.False(timeline.Truncated);
        Assert.Equal([Entry(1, 0), Entry(1, 1), Note("SuspendedByOperator", 1), Entry(1, 2), Note("ResumedByOperator", 5), Entry(2, 0)], timeline.Entries);
        await Index.RemoveAsync("ob-1", Token);
        await Index.RecordAsync(Row().Update(), Token);
        Assert.Equal([Entry(1, 0)], (await Index.GetTimelineAsync("ob-1", Token))!.Entries);
    }

    [Fact]
    public async Task Notes_are_bounded_a_run()
    {
        await Index.RecordAsync(Row().Update(), Token);
        for (var i = 0; i <= Timeline.MaxNotesPerRun; i++)
        {
            await Index.NoteAsync("ob-1", Note("SuspendedByOperator", 1 + i), Token);
        }

        await Index.NoteAsync("ob-1", Note("SuspendedByOperator", 1) with { Run = 2 }, Token);

        var entries = (await Index.GetTimelineAsync("ob-1", Token))!.Entries;
        Assert.Equal(1 + Timeline.MaxNotesPerRun, entries.Count(entry => entry.Run == 1));
        Assert.Equal(1, entries.Count(entry => entry.Run == 2));
    }

    private static TimelineEntry Note(string name, int second) => new(1, Start.AddSeconds(second), "event", name, 1, null, "ok", null);
}
