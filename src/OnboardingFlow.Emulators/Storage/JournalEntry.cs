using System.Text.Json;
using System.Text.Json.Serialization;

namespace OnboardingFlow.Emulators.Storage;

/// <summary>One change; no value means removed.</summary>
internal sealed record JournalEntry(string Kind, string Key, JsonElement? Value);

[JsonSerializable(typeof(JournalEntry))]
internal sealed partial class JournalJson : JsonSerializerContext;
