using System.Text.Json.Serialization;

namespace OnboardingFlow.LocalHost.Hosting;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ReadyFile))]
internal sealed partial class HostingJson : JsonSerializerContext;
