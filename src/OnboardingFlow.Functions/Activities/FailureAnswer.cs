using System.Text.Json;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Functions.Activities;

/// <summary>
/// A failure that the orchestration goes on from, as an activity's answer. Thrown, it would stand in history as a failed task, and Durable Task's rewind takes every
/// failed task out of history, not only the one that ended the run: what followed would no longer fit.
/// </summary>
internal static class FailureAnswer
{
    // No output of an activity has it: theirs are in snake_case.
    private const string Mark = "$failure";

    public static JsonElement Of(ActivityFailure failure) =>
        JsonSerializer.SerializeToElement(new Dictionary<string, ActivityFailure> { [Mark] = failure }, FunctionsJson.Default.DictionaryStringActivityFailure);

    /// <summary>The failure, or null when it is a success.</summary>
    public static ActivityFailure? Read(JsonElement? answer) =>
        answer is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(Mark, out var failure)
            ? failure.Deserialize(FunctionsJson.Default.ActivityFailure)
            : null;
}
