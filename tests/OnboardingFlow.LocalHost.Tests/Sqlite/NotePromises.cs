using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Ports;
using static OnboardingFlow.LocalHost.Tests.Sqlite.Rows;

namespace OnboardingFlow.LocalHost.Tests.Sqlite;

/// <summary>What every index holds of notes.</summary>
internal static class NotePromises
{
    public static async Task StandAmongTheEntriesByTimeAsync(IOnboardingIndex index, CancellationToken token)
    {
        await index.RecordAsync(Row().Update(entries: 2), token);
        await index.NoteAsync("ob-1", Note("ResumedByOperator", 5), token);
        await index.NoteAsync("ob-1", Note("SuspendedByOperator", 1), token);
        await index.NoteAsync("ob-1", Note("SuspendedByOperator", 1), token);
        await index.RecordAsync(Row().Update(firstEntry: 2, entries: 1), token);
        await index.RecordAsync(Row(run: 2).Update(), token);

        var timeline = (await index.GetTimelineAsync("ob-1", token))!;

        Assert.False(timeline.Truncated);
        Assert.Equal([Entry(1, 0), Entry(1, 1), Note("SuspendedByOperator", 1), Entry(1, 2), Note("ResumedByOperator", 5), Entry(2, 0)], timeline.Entries);
        await index.RemoveAsync("ob-1", token);
        await index.RecordAsync(Row().Update(), token);
        Assert.Equal([Entry(1, 0)], (await index.GetTimelineAsync("ob-1", token))!.Entries);
    }

    public static async Task AreBoundedAsync(IOnboardingIndex index, CancellationToken token)
    {
        await index.RecordAsync(Row().Update(), token);
        for (var i = 0; i <= Timeline.MaxNotesPerRun; i++)
        {
            await index.NoteAsync("ob-1", Note("SuspendedByOperator", 1 + i), token);
        }

        await index.NoteAsync("ob-1", Note("SuspendedByOperator", 1) with { Run = 2 }, token);

        var entries = (await index.GetTimelineAsync("ob-1", token))!.Entries;
        Assert.Equal(1 + Timeline.MaxNotesPerRun, entries.Count(entry => entry.Run == 1));
        Assert.Equal(1, entries.Count(entry => entry.Run == 2));
    }

    private static TimelineEntry Note(string name, int second) => new(1, Start.AddSeconds(second), "event", name, 1, null, "ok", null);
}
