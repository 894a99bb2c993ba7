namespace OnboardingFlow.Core.Contracts;

/// <summary>What a hint that somebody's contract changed led to.</summary>
public enum HintResult
{
    /// <summary>A running onboarding was woken.</summary>
    Raised,

    /// <summary>A watch over a completed onboarding's contract was started, or runs already.</summary>
    Watched,

    /// <summary>We know no such person, or their onboarding ended without a contract.</summary>
    Ignored,
}
