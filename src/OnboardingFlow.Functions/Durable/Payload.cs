using System.Text.Json;

namespace OnboardingFlow.Functions.Durable;

/// <summary>Core's payloads are JSON texts. Durable Task serializes what it is given, so it is given JSON elements: no text is encoded twice.</summary>
internal static class Payload
{
    public static JsonElement? ToElement(string? json) => json is null ? null : JsonElement.Parse(json);

    public static string? ToText(JsonElement? element) => element is not { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } value ? null : value.GetRawText();

    /// <summary>A text that Durable Task shows: some backends write nothing as JSON's null.</summary>
    public static string? Text(string? serialized) => serialized is "null" ? null : serialized;
}
