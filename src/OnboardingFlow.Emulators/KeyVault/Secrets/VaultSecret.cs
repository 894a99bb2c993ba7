namespace OnboardingFlow.Emulators.KeyVault.Secrets;

/// <summary>A version of a secret, also as it is kept.</summary>
internal sealed record VaultSecret(
    string Name, string Version, string Value, string? ContentType, ObjectAttributes Attributes, IReadOnlyDictionary<string, string>? Tags)
    : IVersioned
{
    internal string Id(string baseAddress) => $"{baseAddress}/secrets/{Name}/{Version}";

    internal SecretBundle ToBundle(string baseAddress, bool withValue) => new(withValue ? Value : null, Id(baseAddress), ContentType, Attributes, Tags);
}
