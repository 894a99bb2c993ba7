namespace OnboardingFlow.Core.Contracts;

/// <summary>WeChat Pay's no for a reason of business.</summary>
/// <param name="Code">WeChat Pay's code.</param>
/// <param name="Message">Text for an operator, without personal data (digits and quoted values of WeChat Pay's text are masked).</param>
public sealed record BusinessRefusal(string Code, string Message)
{
    /// <summary>The person must repay a debt first (refusals of terminate-contract only).</summary>
    public bool InDebt { get; init; }
}
