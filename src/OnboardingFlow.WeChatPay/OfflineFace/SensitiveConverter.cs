using System.Text.Json;
using System.Text.Json.Serialization;
using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.WeChatPay.OfflineFace;

/// <summary>Reads values that must never be shown. There is no writing: what is sent is encrypted first and no longer sensitive.</summary>
internal sealed class SensitiveConverter : JsonConverter<Sensitive>
{
    private static readonly TolerantTextConverter _text = new();

    public override Sensitive? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        _text.Read(ref reader, typeof(string), options) is { } value ? new Sensitive(value) : null;

    public override void Write(Utf8JsonWriter writer, Sensitive value, JsonSerializerOptions options) =>
        throw new NotSupportedException("A sensitive value is encrypted before it is written.");
}
