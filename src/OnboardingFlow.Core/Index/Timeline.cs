namespace OnboardingFlow.Core.Index;

/// <summary>The timeline of all runs of an onboarding, in order.</summary>
/// <param name="Entries">At most 500 a run.</param>
/// <param name="Truncated">Whether a run had more.</param>
public sealed record Timeline(IReadOnlyList<TimelineEntry> Entries, bool Truncated)
{
    /// <summary>Most entries kept of one run.</summary>
    public const int MaxEntriesPerRun = 500;

    /// <summary>Most notes kept of one run: of who suspends and resumes without end, the first are enough.</summary>
    public const int MaxNotesPerRun = 50;

    /// <summary>The runs' own entries with what operators did between them, by time.</summary>
    /// <param name="entries">The runs' own, in order.</param>
    /// <param name="notes">See <see cref="Ports.IOnboardingIndex.NoteAsync"/>, in any order.</param>
    /// <param name="truncated">Whether a run had more of its own than are kept.</param>
    public static Timeline Of(IReadOnlyList<TimelineEntry> entries, IReadOnlyList<TimelineEntry> notes, bool truncated)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(notes);
        var all = new List<TimelineEntry>(entries);
        foreach (var note in notes.OrderBy(note => note.At))
        {
            // A run's own order is the truth: clocks only say where a note goes in it.
            var next = all.FindIndex(entry => entry.Run > note.Run || (entry.Run == note.Run && entry.At > note.At));
            all.Insert(next < 0 ? all.Count : next, note);
        }

        var kept = all.GroupBy(entry => entry.Run).SelectMany(run => run.Take(MaxEntriesPerRun)).ToList();
        return new(kept, truncated || kept.Count < all.Count);
    }
}
