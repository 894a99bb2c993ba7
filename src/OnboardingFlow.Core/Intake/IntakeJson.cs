using System.Text.Json.Serialization;

namespace OnboardingFlow.Core.Intake;

/// <summary>JSON of what this system itself puts on the request and poison queues.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, AllowDuplicateProperties = false, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(PoisonMessage))]
[JsonSerializable(typeof(SealedCopy))]
public sealed partial class IntakeJson : JsonSerializerContext;
