namespace OnboardingFlow.Core.Intake;

/// <summary>Stable words for why a message is poison.</summary>
public static class PoisonReasons
{
    /// <summary>It isn't a valid request; its errors say where.</summary>
    public const string Invalid = "invalid";

    /// <summary>It is sealed and can't be opened.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>The person's onboarding runs, or ended, with other data.</summary>
    public const string Conflict = "conflict";

    /// <summary>It failed for a passing cause too often.</summary>
    public const string GaveUp = "gave_up";
}
