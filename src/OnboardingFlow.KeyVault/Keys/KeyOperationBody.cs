namespace OnboardingFlow.KeyVault.Keys;

/// <summary>Body of a key operation.</summary>
/// <param name="Alg">Algorithm as the vault names it.</param>
/// <param name="Value">Base64url.</param>
internal sealed record KeyOperationBody(string Alg, string Value);
