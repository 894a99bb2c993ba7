using System.Text.Json;
using System.Text.Json.Serialization;

namespace OnboardingFlow.Engine.History;

/// <summary>
/// An exported history: a JSON object in which the turns are the records as they are stored, in Base64. So replaying an old file checks that both the
/// code still repeats what it did and the records can still be read. Payloads are what the orchestration gave; nothing is opened or added.
/// </summary>
public static class HistoryFile
{
    /// <summary>The history as text.</summary>
    public static string Write(InstanceHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var writer = new HistoryWriter();
        return JsonSerializer.Serialize(
            new StoredHistory(
                history.InstanceId, history.Orchestration, history.Version, history.Run, history.RunId, history.Execution,
                [.. history.Turns.Select(turn => HistoryCodec.Encode(turn, writer))]),
            HistoryFileJson.Default.StoredHistory) + "\n";
    }

    /// <summary>Reads such a text.</summary>
    /// <exception cref="InvalidDataException">It isn't an exported history, or a record of it can't be decoded.</exception>
    public static InstanceHistory Read(string text)
    {
        try
        {
            var stored = JsonSerializer.Deserialize(text, HistoryFileJson.Default.StoredHistory) ?? throw new JsonException("It is null.");
            return new InstanceHistory(
                stored.InstanceId, stored.Orchestration, stored.Version, stored.Run, stored.RunId, stored.Execution,
                [.. stored.Turns.Select((record, number) => HistoryCodec.Decode(number, record))]);
        }
        catch (Exception e) when (e is JsonException or FormatException or EngineStorageException)
        {
            throw new InvalidDataException($"It is no exported history: {e.Message}", e);
        }
    }

    internal sealed record StoredHistory(
        string InstanceId, string Orchestration, string Version, int Run, Guid RunId, int Execution, IReadOnlyList<byte[]> Turns);
}

[JsonSerializable(typeof(HistoryFile.StoredHistory))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
internal sealed partial class HistoryFileJson : JsonSerializerContext;
