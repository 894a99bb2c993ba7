using System.Text.Json.Serialization;

namespace OnboardingFlow.Emulators.KeyVault.Secrets;

/// <summary>PUT of a secret.</summary>
internal sealed record SetSecretBody(
    [property: JsonPropertyName("value")] string? Value,
    [property: JsonPropertyName("contentType")] string? ContentType,
    [property: JsonPropertyName("attributes")] ObjectAttributes? Attributes,
    [property: JsonPropertyName("tags")] IReadOnlyDictionary<string, string>? Tags);

/// <summary>PATCH of a secret's version.</summary>
internal sealed record UpdateSecretBody(
    [property: JsonPropertyName("contentType")] string? ContentType,
    [property: JsonPropertyName("attributes")] ObjectAttributes? Attributes,
    [property: JsonPropertyName("tags")] IReadOnlyDictionary<string, string>? Tags);
