namespace OnboardingFlow.Core.Index;

/// <summary>A write to the read model. Writing it again, or after a later one, changes nothing.</summary>
/// <param name="Summary">The row as of this update.</param>
/// <param name="FirstEntry">Number of the first of <paramref name="Entries"/> within the run, from 0: the row is only taken from the update that has come furthest.</param>
/// <param name="Entries">New lines of the timeline.</param>
public sealed record IndexUpdate(OnboardingSummary Summary, int FirstEntry, IReadOnlyList<TimelineEntry> Entries);
