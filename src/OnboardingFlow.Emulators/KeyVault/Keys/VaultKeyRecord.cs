namespace OnboardingFlow.Emulators.KeyVault.Keys;

/// <summary>A <see cref="VaultKey"/> as it is kept.</summary>
internal sealed record VaultKeyRecord(
    string Name, string Version, string Kty, IReadOnlyList<string> Operations, ObjectAttributes Attributes, IReadOnlyDictionary<string, string>? Tags, byte[] Pkcs8);
