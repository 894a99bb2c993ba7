using System.Diagnostics.Metrics;
using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.LocalHost.Counting;

/// <summary>Meter <c>OnboardingFlow.Index</c>: how many onboardings stand where.</summary>
internal sealed class IndexMetrics
{
    private readonly TimeProvider _time;

    public IndexMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create("OnboardingFlow.Index");
        meter.CreateObservableGauge(
            "onboardingflow.onboardings.current",
            () => Seen is { } seen ? Enum.GetValues<OnboardingStep>().Select(step => Of(step, seen)) : [],
            "{onboarding}",
            "Onboardings that run, by the step that they are in.");
        meter.CreateObservableGauge(
            "onboardingflow.onboardings.oldest_wait",
            () => Seen is { } seen ? [new Measurement<double>(Age(seen).TotalSeconds)] : Array.Empty<Measurement<double>>(),
            "s",
            "How long the longest wait for a signature has lasted; 0 when nobody is waited for.");
    }

    /// <summary>The last count; null when it failed.</summary>
    public OnboardingCounts? Seen { get; set; }

    private static Measurement<long> Of(OnboardingStep step, OnboardingCounts seen) =>
        new(seen.ByStep.GetValueOrDefault(step), new KeyValuePair<string, object?>("step", step.ToString()));

    private TimeSpan Age(OnboardingCounts seen) => seen.OldestWaiting is { } since && _time.GetUtcNow() is var now && now > since ? now - since : TimeSpan.Zero;
}
