namespace OnboardingFlow.Core.Requests;

/// <summary>Whether the external verifier is asked. On the wire: none, external.</summary>
public enum IdentityVerification
{
    /// <summary>Not asked.</summary>
    None,

    /// <summary>Asked before presign.</summary>
    External,
}
