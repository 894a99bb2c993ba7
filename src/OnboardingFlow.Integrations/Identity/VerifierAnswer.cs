namespace OnboardingFlow.Integrations.Identity;

/// <summary>What the verifier answers.</summary>
internal sealed record VerifierAnswer(string Outcome, string? Code = null);
