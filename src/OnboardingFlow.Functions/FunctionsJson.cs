using System.Text.Json.Serialization;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Functions.Activities;

namespace OnboardingFlow.Functions;

/// <summary>JSON that this host itself puts into histories.</summary>
[JsonSerializable(typeof(ActivityCall))]
[JsonSerializable(typeof(StartInstance))]
[JsonSerializable(typeof(Dictionary<string, ActivityFailure>))]
internal sealed partial class FunctionsJson : JsonSerializerContext;
