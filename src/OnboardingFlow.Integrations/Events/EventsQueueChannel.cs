using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Publishing;
using OnboardingFlow.Integrations.Storage;

namespace OnboardingFlow.Integrations.Events;

/// <summary>Events as messages on the events queue: plain text, never expiring.</summary>
internal sealed class EventsQueueChannel(OnboardingStorage storage) : IEventChannel
{
    public string Name => "queue";

    public bool HasDestination(Uri? target) => true;

    public Task DeliverAsync(PublishedEvent published, Uri? target, CancellationToken cancellationToken) => StorageFaults.TranslateAsync(
        async () =>
        {
            var queue = await storage.QueueAsync(StorageNames.EventsQueue, cancellationToken);
            await queue.SendMessageAsync(new BinaryData(CloudEventText.Encode(published)), TimeSpan.Zero, OnboardingStorage.Forever, cancellationToken);
        },
        cancellationToken);
}
