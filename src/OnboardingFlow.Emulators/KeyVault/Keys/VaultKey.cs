using OnboardingFlow.Emulators.Crypto;

namespace OnboardingFlow.Emulators.KeyVault.Keys;

/// <summary>A version of a key.</summary>
internal sealed record VaultKey(
    string Name, string Version, string Kty, IReadOnlyList<string> Operations, ObjectAttributes Attributes, IReadOnlyDictionary<string, string>? Tags, RsaPool Rsa)
    : IVersioned
{
    internal static readonly IReadOnlyList<string> AllOperations = ["encrypt", "decrypt", "sign", "verify", "wrapKey", "unwrapKey"];

    internal KeyBundle ToBundle(string baseAddress) => new(JsonWebKey.Public(Kid(baseAddress), Kty, Operations, Rsa.PublicParameters), Attributes, Tags);

    internal string Kid(string baseAddress) => $"{baseAddress}/keys/{Name}/{Version}";

    internal VaultKeyRecord ToRecord() => new(Name, Version, Kty, Operations, Attributes, Tags, Rsa.ToPkcs8());

    internal static VaultKey From(VaultKeyRecord record) =>
        new(record.Name, record.Version, record.Kty, record.Operations, record.Attributes, record.Tags, RsaPool.FromPkcs8(record.Pkcs8));
}
