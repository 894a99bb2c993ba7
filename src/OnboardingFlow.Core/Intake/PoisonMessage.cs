using System.Text.Json.Serialization;

namespace OnboardingFlow.Core.Intake;

/// <summary>A message on the poison queue: <c>{reason, errors, message_id, first_seen, tries, sealed}</c>.</summary>
/// <param name="Reason">A stable word: why it can't become an onboarding, e.g. <c>conflict</c>.</param>
/// <param name="Errors">What is wrong, by field path as in problem details; names and rules, never values.</param>
/// <param name="MessageId">Id of the first message: the request id and the envelope's associated data.</param>
/// <param name="FirstSeen">When the first message was seen.</param>
/// <param name="Tries">Tries that failed.</param>
/// <param name="Sealed">The envelope around the body; null when it lies in a blob.</param>
public sealed record PoisonMessage(
    string Reason,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Errors,
    string MessageId,
    DateTimeOffset FirstSeen,
    int Tries,
    string? Sealed = null)
{
    /// <summary>Name of the blob in container <c>onboarding-poison</c> that holds the envelope when it is too big for a queue message, else null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SealedBlob { get; init; }
}
