using System.Text.Json.Serialization;

namespace OnboardingFlow.Emulators.KeyVault.Keys;

/// <summary>POST …/create.</summary>
internal sealed record CreateKeyBody(
    [property: JsonPropertyName("kty")] string? Kty,
    [property: JsonPropertyName("key_size")] int? KeySize,
    [property: JsonPropertyName("key_ops")] IReadOnlyList<string>? KeyOps,
    [property: JsonPropertyName("attributes")] ObjectAttributes? Attributes,
    [property: JsonPropertyName("tags")] IReadOnlyDictionary<string, string>? Tags);

/// <summary>PUT of a key.</summary>
internal sealed record ImportKeyBody(
    [property: JsonPropertyName("key")] JsonWebKey? Key,
    [property: JsonPropertyName("attributes")] ObjectAttributes? Attributes,
    [property: JsonPropertyName("tags")] IReadOnlyDictionary<string, string>? Tags);

/// <summary>PATCH of a key's version.</summary>
internal sealed record UpdateKeyBody(
    [property: JsonPropertyName("key_ops")] IReadOnlyList<string>? KeyOps,
    [property: JsonPropertyName("attributes")] ObjectAttributes? Attributes,
    [property: JsonPropertyName("tags")] IReadOnlyDictionary<string, string>? Tags);

/// <summary>sign, encrypt, decrypt, wrapkey, unwrapkey.</summary>
internal sealed record CryptoBody([property: JsonPropertyName("alg")] string? Alg, [property: JsonPropertyName("value")] string? Value);

/// <summary>verify.</summary>
internal sealed record VerifyBody(
    [property: JsonPropertyName("alg")] string? Alg,
    [property: JsonPropertyName("digest")] string? Digest,
    [property: JsonPropertyName("value")] string? Value);
