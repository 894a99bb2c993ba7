namespace OnboardingFlow.Core.Identity;

/// <summary>An external verifier's verdict.</summary>
public enum VerificationOutcome
{
    /// <summary>The person is who the request says.</summary>
    Pass,

    /// <summary>The person isn't: Rejected.</summary>
    Fail,

    /// <summary>A person must decide.</summary>
    Review,
}
