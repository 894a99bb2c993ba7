using System.Text.Json;
using Azure.Storage.Queues.Models;
using OnboardingFlow.Core.Intake;
using AzureMessage = Azure.Storage.Queues.Models.QueueMessage;

namespace OnboardingFlow.Integrations.Poison;

/// <summary>Reads what lies on the poison queue, also what something else put there.</summary>
internal static class PoisonReader
{
    /// <summary>Reason of a message that isn't one of ours. Its text may hold anything, so none of it is shown.</summary>
    public const string ForeignReason = "unreadable";

    public static PoisonMessage Read(AzureMessage message) => Read(message.Body, message.MessageId, message.InsertedOn);

    public static PoisonMessage Read(PeekedMessage message) => Read(message.Body, message.MessageId, message.InsertedOn);

    private static PoisonMessage Read(BinaryData body, string queueId, DateTimeOffset? insertedOn)
    {
        try
        {
            if (JsonSerializer.Deserialize(body.ToMemory().Span, IntakeJson.Default.PoisonMessage) is { } read)
            {
                return read;
            }
        }
        catch (JsonException)
        {
            return Foreign(queueId, insertedOn);
        }

        return Foreign(queueId, insertedOn);
    }

    private static PoisonMessage Foreign(string queueId, DateTimeOffset? insertedOn) =>
        new(ForeignReason, new Dictionary<string, IReadOnlyList<string>>(), queueId, insertedOn ?? default, Tries: 0);
}
