using OnboardingFlow.Core.Index;

namespace OnboardingFlow.Core.Operations;

/// <summary>One operation on every onboarding that a filter matches.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Filter">With which.</param>
/// <param name="DryRun">Only count them.</param>
public sealed record BulkOrder(BulkAction Action, OnboardingFilter Filter, bool DryRun)
{
    /// <summary>For <see cref="BulkAction.Cancel"/>: whether a contract signed meanwhile is to be ended.</summary>
    public bool TerminateContract { get; init; }

    /// <summary>The operator's free text, or null.</summary>
    public Sealing.Sensitive? Reason { get; init; }
}
