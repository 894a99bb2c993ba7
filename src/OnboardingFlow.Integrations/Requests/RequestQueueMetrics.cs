using System.Diagnostics.Metrics;
using OnboardingFlow.Core.Intake;

namespace OnboardingFlow.Integrations.Requests;

/// <summary>Meter <c>OnboardingFlow.RequestQueue</c>: messages by what became of them.</summary>
internal sealed class RequestQueueMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _messages = meters.Create("OnboardingFlow.RequestQueue").CreateCounter<long>(
        "onboardingflow.request_queue.messages", "{message}", "Messages taken from the request queue, by decision.");

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
