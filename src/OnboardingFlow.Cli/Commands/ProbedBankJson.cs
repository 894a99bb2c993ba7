using System.Text.Json.Serialization;

namespace OnboardingFlow.Cli.Commands;

/// <summary>JSON of what was probed.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ProbedBank))]
internal sealed partial class ProbedBankJson : JsonSerializerContext;
