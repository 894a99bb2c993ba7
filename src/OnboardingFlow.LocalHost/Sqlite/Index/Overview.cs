using OnboardingFlow.Core.Index;

namespace OnboardingFlow.LocalHost.Sqlite.Index;

/// <summary>What the operations page shows first, as of one moment.</summary>
/// <param name="Counts">How many stand where.</param>
/// <param name="Funnel">How far they came, in the steps' order.</param>
/// <param name="Attention">Those parked longest, at most five.</param>
/// <param name="Oldest">Those that wait longest for a person, at most five.</param>
/// <param name="Hours">The last 24 hours, oldest first.</param>
public sealed record Overview(
    OnboardingCounts Counts,
    IReadOnlyList<FunnelStep> Funnel,
    IReadOnlyList<OnboardingSummary> Attention,
    IReadOnlyList<OnboardingSummary> Oldest,
    IReadOnlyList<HourCount> Hours);
