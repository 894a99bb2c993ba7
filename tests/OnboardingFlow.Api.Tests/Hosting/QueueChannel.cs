using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Publishing;

namespace OnboardingFlow.Api.Tests.Hosting;

/// <summary>The events queue, as a list.</summary>
internal sealed class QueueChannel : IEventChannel
{
    public System.Collections.Concurrent.ConcurrentQueue<PublishedEvent> Published { get; } = new();

    public string Name => "queue";

    public bool HasDestination(Uri? target) => true;

    public Task DeliverAsync(PublishedEvent published, Uri? target, CancellationToken cancellationToken)
    {
        Published.Enqueue(published);
        return Task.CompletedTask;
    }
}
