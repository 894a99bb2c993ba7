namespace OnboardingFlow.Api.Onboardings;

/// <summary>The timeline of all runs of an onboarding, in order.</summary>
/// <param name="Entries">At most 500 a run.</param>
/// <param name="Truncated">Whether a run had more.</param>
public sealed record TimelineView(IReadOnlyList<TimelineEntryView> Entries, bool Truncated);
