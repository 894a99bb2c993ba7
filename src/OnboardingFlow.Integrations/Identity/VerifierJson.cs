using System.Text.Json.Serialization;

namespace OnboardingFlow.Integrations.Identity;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    MaxDepth = 4)]
[JsonSerializable(typeof(VerifierQuestion))]
[JsonSerializable(typeof(VerifierAnswer))]
internal sealed partial class VerifierJson : JsonSerializerContext;
