namespace OnboardingFlow.Core.Index;

/// <summary>The timeline of all runs of an onboarding, in order.</summary>
/// <param name="Entries">At most 500 a run.</param>
/// <param name="Truncated">Whether a run had more.</param>
public sealed record Timeline(IReadOnlyList<TimelineEntry> Entries, bool Truncated)
{
    /// <summary>Most entries kept of one run.</summary>
    public const int MaxEntriesPerRun = 500;
}
