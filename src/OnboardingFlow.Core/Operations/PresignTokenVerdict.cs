namespace OnboardingFlow.Core.Operations;

/// <summary>Whether a presign token could be given out.</summary>
public enum PresignTokenVerdict
{
    /// <summary>Here it is.</summary>
    Issued,

    /// <summary>There is no such onboarding.</summary>
    NotFound,

    /// <summary>It can't be signed yet, or not now.</summary>
    NotYet,

    /// <summary>The wait for the signature is being closed.</summary>
    Ending,

    /// <summary>The onboarding has ended.</summary>
    Ended,
}
