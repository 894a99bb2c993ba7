using OnboardingFlow.Core.Index;

namespace OnboardingFlow.Core.Tests.Index;

public sealed class TimelineTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_note_goes_before_what_happened_after_it_in_its_own_run()
    {
        var timeline = Timeline.Of([At(1, 0), At(1, 10), At(2, 5)], [At(2, 9, "Resumed"), At(1, 20, "late"), At(1, 10, "same moment"), At(1, 3, "between")], false);

        Assert.Equal(["own", "between", "own", "same moment", "late", "own", "Resumed"], timeline.Entries.Select(entry => entry.Name));
        Assert.False(timeline.Truncated);
    }

    [Fact]
    public void The_own_order_of_a_run_stays_also_when_its_clock_went_back()
    {
        var timeline = Timeline.Of([At(1, 10, "a"), At(1, 5, "b"), At(1, 7, "c")], [At(1, 6, "note")], false);

        Assert.Equal(["a", "b", "c"], timeline.Entries.Select(entry => entry.Name).Where(name => name != "note"));
    }

    [Fact]
    public void With_its_notes_a_run_has_no_more_than_500()
    {
        TimelineEntry[] full = [.. Enumerable.Range(0, Timeline.MaxEntriesPerRun).Select(i => At(1, i))];

        Assert.False(Timeline.Of(full, [], false).Truncated);
        var timeline = Timeline.Of([.. full, At(2, 1)], [At(1, 3, "note")], false);
        Assert.True(timeline.Truncated);
        Assert.Equal(Timeline.MaxEntriesPerRun, timeline.Entries.Count(entry => entry.Run == 1));
        Assert.Equal(2, timeline.Entries[^1].Run);
    }

    private static TimelineEntry At(int run, int second, string name = "own") => new(run, Start.AddSeconds(second), "event", name, 1, null, "ok", null);
}
