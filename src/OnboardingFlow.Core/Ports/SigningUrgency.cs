namespace OnboardingFlow.Core.Ports;

/// <summary>Classes of the signing budget: Key Vault answers only so many private-key operations a second.</summary>
public enum SigningUrgency
{
    /// <summary>A person waits for the result.</summary>
    PersonWaiting,

    /// <summary>A periodic look that may wait longer.</summary>
    Poll,
}
