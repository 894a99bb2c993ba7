using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Api.Operating;

/// <summary>Body of a bulk operation.</summary>
/// <param name="Filter">Which onboardings; required, also when it is empty.</param>
/// <param name="DryRun">Only count them.</param>
/// <param name="Reason">Free text, at most 1,000 characters on one line; stored sealed.</param>
/// <param name="TerminateContract">For <c>cancel</c> only: whether a contract that was signed meanwhile is to be ended.</param>
public sealed record BulkBody(BulkFilterBody Filter, bool DryRun = false, string? Reason = null, bool? TerminateContract = null)
{
    /// <summary>The type's name and a mask: what a person wrote or is isn't for logs.</summary>
    public override string ToString() => $"{nameof(BulkBody)} {Sensitive.Mask}";
}
