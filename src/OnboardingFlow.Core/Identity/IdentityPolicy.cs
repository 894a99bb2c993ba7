namespace OnboardingFlow.Core.Identity;

/// <summary>What the provider decides about identity checks.</summary>
/// <param name="RequireConsent">Whether a request must carry a consent (for a person under 14, a guardian's).</param>
/// <param name="CardChecksum">What a wrong check digit of a card leads to.</param>
/// <param name="UnsupportedBankTypes">Bank types that WeChat Pay is known not to bind.</param>
internal sealed record IdentityPolicy(bool RequireConsent, CardChecksum CardChecksum, IReadOnlyList<string> UnsupportedBankTypes);
