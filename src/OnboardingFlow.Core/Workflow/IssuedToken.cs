namespace OnboardingFlow.Core.Workflow;

/// <summary>A presign token, sealed with the onboarding's data key.</summary>
/// <param name="Sealed">Envelope of the token.</param>
/// <param name="ExpiresAt">End of its life.</param>
/// <param name="Number">1 for the first token of the run, 2 for the next.</param>
public sealed record IssuedToken(string Sealed, DateTimeOffset ExpiresAt, int Number);
