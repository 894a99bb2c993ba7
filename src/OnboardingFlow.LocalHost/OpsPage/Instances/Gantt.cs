using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.LocalHost.OpsPage.Instances;

/// <summary>The chart of one run: a row for each visit of a step, and under it one for each activity (with its attempts and the waits between them) and event.</summary>
/// <param name="Rows">The rows, at most <see cref="MostRows"/>.</param>
/// <param name="IsCut">Whether there would be more.</param>
public sealed record Gantt(IReadOnlyList<GanttRow> Rows, bool IsCut)
{
    /// <summary>Rows that are drawn; the table has all.</summary>
    public const int MostRows = 80;

    private static readonly string[] Waiting =
        [nameof(OnboardingStep.AwaitingContract), nameof(OnboardingStep.AwaitingReview), nameof(OnboardingStep.NeedsAttention)];

    /// <summary>Draws a run.</summary>
    /// <param name="entries">Its timeline, in order, not empty.</param>
    /// <param name="until">How far its last step reaches: its end, or now.</param>
    public static Gantt Of(IReadOnlyList<TimelineEntry> entries, DateTimeOffset until)
    {
        var scale = new GanttScale(entries.SelectMany(entry => (DateTimeOffset[])[BeganAt(entry), entry.At]).Append(until));
        var visits = entries.Select((entry, i) => (entry, i)).Where(of => of.entry.Kind == "step").Select(of => of.i).ToList();
        if (visits.FirstOrDefault() != 0 || visits.Count == 0)
        {
            visits.Insert(0, 0); // A run whose first entries are not kept.
        }

        var rows = new List<GanttRow>();
        for (var visit = 0; visit < visits.Count; visit++)
        {
            var next = visit + 1 < visits.Count ? visits[visit + 1] : entries.Count;
            var within = entries.Skip(visits[visit]).Take(next - visits[visit]).ToList();
            var end = next < entries.Count ? entries[next].At : until;
            if (within[0].Kind == "step")
            {
                var kind = Waiting.Contains(within[0].Name) ? "wait" : "step";
                rows.Add(new(within[0].Name, true, [new(kind, scale[within[0].At], scale[end], end - within[0].At, 1, within[0].Code)]));
            }

            rows.AddRange(within
                .Where(entry => entry.Kind != "step")
                .GroupBy(entry => (entry.Kind, entry.Name))
                .Select(group => new GanttRow(group.Key.Name, group.Key.Kind == "outcome", [.. Marks([.. group], scale)])));
        }

        return new(rows.Count <= MostRows ? rows : rows[..MostRows], rows.Count > MostRows);
    }

    private static IEnumerable<GanttMark> Marks(List<TimelineEntry> calls, GanttScale scale)
    {
        for (var i = 0; i < calls.Count; i++)
        {
            var (call, began) = (calls[i], BeganAt(calls[i]));
            if (i > 0 && call.Attempt > 1 && call.Attempt == calls[i - 1].Attempt + 1)
            {
                yield return new("retry", scale[calls[i - 1].At], scale[began], began - calls[i - 1].At, call.Attempt, null);
            }

            var kind = call.Kind is "event" or "outcome" ? call.Kind : call.Result == "failed" ? "failed" : "ok";
            yield return new(kind, scale[began], scale[call.At], call.Kind == "activity" ? call.At - began : null, call.Attempt, call.Code);
        }
    }

    /// <summary>An outcome's duration is the whole run's: it is drawn as the moment that it is.</summary>
    private static DateTimeOffset BeganAt(TimelineEntry entry) =>
        entry is { Kind: "activity", DurationMs: { } took } ? entry.At - TimeSpan.FromMilliseconds(took) : entry.At;
}
