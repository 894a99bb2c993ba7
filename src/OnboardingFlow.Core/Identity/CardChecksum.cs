namespace OnboardingFlow.Core.Identity;

/// <summary>What a card number with a wrong check digit leads to. Some issuers don't keep the Luhn rule.</summary>
public enum CardChecksum
{
    /// <summary>It is refused.</summary>
    Reject,

    /// <summary>It passes, with a warning in the log.</summary>
    Warn,
}
