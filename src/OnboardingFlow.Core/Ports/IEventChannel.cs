using OnboardingFlow.Core.Publishing;

namespace OnboardingFlow.Core.Ports;

/// <summary>A way by which events leave: the events queue, or a webhook.</summary>
public interface IEventChannel
{
    /// <summary>Stable name of the channel: <c>queue</c> or <c>webhook</c>.</summary>
    string Name { get; }

    /// <summary>Whether there is somewhere to deliver to: always for the queue; for the webhook when a target is given or <c>Webhook:Url</c> is set.</summary>
    /// <param name="target">The address for the event, or null for the configured one.</param>
    bool HasDestination(Uri? target);

    /// <summary>Delivers one event at least once; the event's id is the same on every repetition.</summary>
    /// <param name="published">The event.</param>
    /// <param name="target">The address for this event (a request's <c>notify_url</c>), or null for the configured one.</param>
    /// <param name="cancellationToken">Cancels the delivery.</param>
    /// <exception cref="ActivityException"><see cref="ErrorTypes.Transient"/>: try again; <see cref="ErrorTypes.Configuration"/>: refused for good until somebody changes something (still retried for a day).</exception>
    Task DeliverAsync(PublishedEvent published, Uri? target, CancellationToken cancellationToken);
}
