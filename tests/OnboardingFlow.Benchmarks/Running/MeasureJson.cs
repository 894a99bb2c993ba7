using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OnboardingFlow.Benchmarks.Running;

/// <summary>JSON of the lines on standard output.</summary>
[JsonSerializable(typeof(Measure))]
internal sealed partial class MeasureJson : JsonSerializerContext
{
    /// <summary>Comparison signs as they are, for whoever reads the lines.</summary>
    public static MeasureJson Line { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    });
}
