using System.Text.Json.Serialization;

namespace OnboardingFlow.Emulators.KeyVault.Secrets;

/// <summary>A secret as it is shown; in lists and after PATCH without its value.</summary>
internal sealed record SecretBundle(
    [property: JsonPropertyName("value")] string? Value,
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("contentType")] string? ContentType,
    [property: JsonPropertyName("attributes")] ObjectAttributes Attributes,
    [property: JsonPropertyName("tags")] IReadOnlyDictionary<string, string>? Tags);

/// <summary>A page of secrets.</summary>
internal sealed record SecretList([property: JsonPropertyName("value")] IReadOnlyList<SecretBundle> Value, [property: JsonPropertyName("nextLink")] string? NextLink);
