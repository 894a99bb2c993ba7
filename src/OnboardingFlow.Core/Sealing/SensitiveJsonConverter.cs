using System.Text.Json;
using System.Text.Json.Serialization;

namespace OnboardingFlow.Core.Sealing;

/// <summary>Reads a sensitive value from JSON, but refuses to write one: only <see cref="Requests.RequestJson"/> and the clients of trusted parties write them, by <see cref="Sensitive.Reveal"/>.</summary>
public sealed class SensitiveJsonConverter : JsonConverter<Sensitive>
{
    /// <inheritdoc/>
    public override Sensitive? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? new Sensitive(reader.GetString()!) : throw new JsonException("A sensitive value is a string.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Sensitive value, JsonSerializerOptions options) =>
        throw new NotSupportedException("A sensitive value isn't written as JSON by itself: seal it, or reveal it on purpose.");
}
