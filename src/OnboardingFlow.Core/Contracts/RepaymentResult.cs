namespace OnboardingFlow.Core.Contracts;

/// <summary>Answer to the wish for a repayment link: a link, a refusal, or neither, when WeChat Pay knows no debt of that person.</summary>
/// <param name="Link">The link, or null.</param>
/// <param name="Refusal">Why WeChat Pay refused, or null.</param>
public sealed record RepaymentResult(RepaymentLink? Link, BusinessRefusal? Refusal)
{
    /// <summary>WeChat Pay knows no debt of that person.</summary>
    public static RepaymentResult NoDebt { get; } = new(null, null);
}
