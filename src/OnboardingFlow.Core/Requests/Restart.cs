namespace OnboardingFlow.Core.Requests;

/// <summary>What to do when an onboarding of this person has ended. On the wire: never, if_ended, force.</summary>
public enum Restart
{
    /// <summary>Nothing.</summary>
    Never,

    /// <summary>A new run if it ended other than Completed.</summary>
    IfEnded,

    /// <summary>A new run however it ended.</summary>
    Force,
}
