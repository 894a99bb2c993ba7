using System.Text.Json.Serialization;

namespace OnboardingFlow.Core.Intake;

/// <summary>
/// A sealed stand-in for a message, as it lies on the request queue after a try that failed or after a requeue from poison. As JSON:
/// <c>{"copy_of":…,"first_seen":…,"tries":…,"sealed":…}</c>; <c>copy_of</c> tells it from a request.
/// </summary>
/// <param name="MessageId">Id of the first message: it stays the request id and the envelope's associated data.</param>
/// <param name="FirstSeen">When the first message was seen.</param>
/// <param name="Tries">Tries that failed so far.</param>
/// <param name="Sealed">The envelope around the first message's body.</param>
public sealed record SealedCopy(
    [property: JsonPropertyName("copy_of")] string MessageId, DateTimeOffset FirstSeen, int Tries, string Sealed)
{
    /// <summary>Since when it waits for something of ours (a key, secret or right) to be put right; null when its last try failed for another cause.</summary>
    public DateTimeOffset? PausedSince { get; init; }
}
