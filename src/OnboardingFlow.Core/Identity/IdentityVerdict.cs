namespace OnboardingFlow.Core.Identity;

/// <summary>An external verifier's answer.</summary>
/// <param name="Outcome">Pass, fail or review.</param>
/// <param name="Code">The verifier's word for the reason (letters, digits and <c>_</c>, at most 64), or null.</param>
public sealed record IdentityVerdict(VerificationOutcome Outcome, string? Code);
