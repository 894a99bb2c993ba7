using System.Text.Json.Serialization;

namespace OnboardingFlow.Emulators.KeyVault.Keys;

/// <summary>A key as it is shown.</summary>
internal sealed record KeyBundle(
    [property: JsonPropertyName("key")] JsonWebKey Key,
    [property: JsonPropertyName("attributes")] ObjectAttributes Attributes,
    [property: JsonPropertyName("tags")] IReadOnlyDictionary<string, string>? Tags);

/// <summary>A key in a list.</summary>
internal sealed record KeyItem(
    [property: JsonPropertyName("kid")] string Kid,
    [property: JsonPropertyName("attributes")] ObjectAttributes Attributes,
    [property: JsonPropertyName("tags")] IReadOnlyDictionary<string, string>? Tags);

/// <summary>A page of keys.</summary>
internal sealed record KeyList([property: JsonPropertyName("value")] IReadOnlyList<KeyItem> Value, [property: JsonPropertyName("nextLink")] string? NextLink);

/// <summary>The result of a cryptographic operation.</summary>
internal sealed record CryptoAnswer([property: JsonPropertyName("kid")] string Kid, [property: JsonPropertyName("value")] string Value);

/// <summary>Whether a signature fits.</summary>
internal sealed record VerifyAnswer([property: JsonPropertyName("value")] bool Value);
