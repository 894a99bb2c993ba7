using OnboardingFlow.Core.Intake;

namespace OnboardingFlow.Api.Poison;

/// <summary>A message that couldn't become an onboarding: why, never what was in it.</summary>
/// <param name="MessageId">Id of the first message.</param>
/// <param name="Reason">Why, as a stable word.</param>
/// <param name="Errors">What is wrong, by field path.</param>
/// <param name="FirstSeen">When the first message was seen.</param>
/// <param name="Tries">Tries that failed.</param>
public sealed record PoisonMessageView(
    string MessageId, string Reason, IReadOnlyDictionary<string, IReadOnlyList<string>> Errors, DateTimeOffset FirstSeen, int Tries)
{
    internal static PoisonMessageView From(PoisonMessage message) =>
        new(message.MessageId, message.Reason, message.Errors, message.FirstSeen, message.Tries);
}
