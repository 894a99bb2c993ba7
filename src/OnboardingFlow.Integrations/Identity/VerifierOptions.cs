namespace OnboardingFlow.Integrations.Identity;

/// <summary>The part of section <c>Onboarding</c> about the external verifier.</summary>
public sealed class VerifierOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Onboarding";

    /// <summary>Where persons are verified by HTTP POST: https, or http on loopback. Empty: there is no external verifier.</summary>
    public string? VerifierUrl { get; set; }
}
