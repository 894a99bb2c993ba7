using System.Collections.Concurrent;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Publishing;

namespace OnboardingFlow.Core.Tests.Workflow;

/// <summary>An event channel that keeps what it is given, or fails while the test says so.</summary>
internal sealed class RecordingChannel : IEventChannel
{
    public string Name => "queue";

    public bool Down { get; set; }

    public int Tries { get; private set; }

    public ConcurrentQueue<PublishedEvent> Delivered { get; } = new();

    public bool HasDestination(Uri? target) => true;

    public Task DeliverAsync(PublishedEvent published, Uri? target, CancellationToken cancellationToken)
    {
        Tries++;
        if (Down)
        {
            throw new ActivityException(ErrorTypes.Transient, "the channel is down");
        }

        Delivered.Enqueue(published);
        return Task.CompletedTask;
    }
}
