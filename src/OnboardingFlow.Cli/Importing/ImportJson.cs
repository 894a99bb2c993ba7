using System.Text.Json.Serialization;

namespace OnboardingFlow.Cli.Importing;

/// <summary>JSON of an import's files and of what it prints.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ImportMapping))]
[JsonSerializable(typeof(ImportSummary))]
[JsonSerializable(typeof(JournalLine))]
internal sealed partial class ImportJson : JsonSerializerContext;
