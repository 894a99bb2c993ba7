using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Api.Repaying;

/// <summary>A repayment link.</summary>
/// <param name="RepaymentUrl">Where the person repays. Whoever holds it can act for the person.</param>
/// <param name="ExpiresAt">When it ends; null when WeChat Pay doesn't say.</param>
public sealed record RepaymentView(string RepaymentUrl, DateTimeOffset? ExpiresAt)
{
    /// <summary>The type's name and a mask: the address isn't for logs.</summary>
    public override string ToString() => $"{nameof(RepaymentView)} {Sensitive.Mask}";
}
