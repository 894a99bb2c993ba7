using System.Text.Json.Serialization;
using OnboardingFlow.KeyVault.Keys;

namespace OnboardingFlow.KeyVault.Connection;

/// <summary>The vault's JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(KeyBundle))]
[JsonSerializable(typeof(KeyOperationBody))]
[JsonSerializable(typeof(VaultErrorBody))]
internal sealed partial class VaultJson : JsonSerializerContext;
