using System.Diagnostics.Metrics;
using OnboardingFlow.Core.Intake;

namespace OnboardingFlow.Integrations.Requests;

/// <summary>Meter <c>OnboardingFlow.RequestQueue</c>: messages by what became of them, and what lies on the queues.</summary>
internal sealed class RequestQueueMetrics
{
    private readonly Counter<long> _messages;

    public RequestQueueMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("OnboardingFlow.RequestQueue");
        _messages = meter.CreateCounter<long>("onboardingflow.request_queue.messages", "{message}", "Messages taken from the request queue, by decision.");
        Observe("onboardingflow.request_queue.length", "{message}", "Messages on the request queue, those in work included.", seen => seen.Requests);
        Observe("onboardingflow.request_queue.oldest_age", "s", "Age of the oldest request that waits to be taken; 0 when none does.", seen => seen.OldestRequest.TotalSeconds);
        Observe("onboardingflow.poison_queue.length", "{message}", "Messages on the poison queue.", seen => seen.Poison);
        Observe("onboardingflow.events_queue.length", "{message}", "Published events that nobody has taken off the events queue.", seen => seen.Events);

        void Observe(string name, string unit, string description, Func<QueueDepths, double> value) => meter.CreateObservableGauge(
            name, () => Seen is { } seen ? [new Measurement<double>(value(seen))] : Array.Empty<Measurement<double>>(), unit, description);
    }

    /// <summary>The last look at the queues; null when it failed: no value is better than an old one.</summary>
    public QueueDepths? Seen { get; set; }

    public void Decided(IntakeDecision decision) => Count(decision switch
    {
        IntakeDecision.Delete => "delete",
        IntakeDecision.Poison => "poison",
        IntakeDecision.Retry => "retry",
        _ => "leave",
    });

    public void Failed() => Count("fault");

    private void Count(string decision) => _messages.Add(1, new KeyValuePair<string, object?>("decision", decision));
}
