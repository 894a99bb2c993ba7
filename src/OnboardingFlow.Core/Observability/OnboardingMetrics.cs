using System.Diagnostics.Metrics;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Observability;

/// <summary>
/// Meter <c>OnboardingFlow.Core</c>: how onboardings fare. Told by the workflow, once and not at replays; a turn that a crash lost is told again when it is repeated.
/// </summary>
public sealed class OnboardingMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "OnboardingFlow.Core";

    /// <summary>From a call's answer to the days that a person takes, in seconds.</summary>
    private static readonly double[] Durations = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 4 * 3600, 12 * 3600, 24 * 3600, 48 * 3600, 72 * 3600, 168 * 3600];

    private readonly Counter<long> _started;
    private readonly Counter<long> _ended;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _step;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _parked;
    private readonly BoundedLabel _codes = new();

    /// <summary>Makes the instruments.</summary>
    /// <param name="meters">Makes the meter; null for one that only listeners of this process see.</param>
    public OnboardingMetrics(IMeterFactory? meters)
    {
        var meter = meters?.Create(MeterName) ?? new Meter(MeterName);
        var advice = new InstrumentAdvice<double> { HistogramBucketBoundaries = Durations };
        _started = meter.CreateCounter<long>("onboardingflow.onboardings.started", "{onboarding}", "Runs of onboardings that began.");
        _ended = meter.CreateCounter<long>("onboardingflow.onboardings.ended", "{onboarding}", "Runs of onboardings that ended, by outcome and code.");
        _duration = meter.CreateHistogram("onboardingflow.onboardings.duration", "s", "Time from acceptance to the end, by outcome.", advice: advice);
        _step = meter.CreateHistogram("onboardingflow.step.duration", "s", "Time spent in a step that was left, by step.", advice: advice);
        _failures = meter.CreateCounter<long>("onboardingflow.activity.failures", "{attempt}", "Attempts of activities that failed, by activity, error class and what follows: retry or park.");
        _parked = meter.CreateCounter<long>("onboardingflow.onboardings.parked", "{onboarding}", "Runs that went into NeedsAttention, by the step that they came from and error class.");
    }

    internal void Started() => _started.Add(1);

    internal void StepLeft(OnboardingStep step, TimeSpan spent) => _step.Record(spent.TotalSeconds, Label("step", step.ToString()));

    internal void Ended(OutcomeKind outcome, string? code, TimeSpan? took)
    {
        // WeChat Pay's codes are no closed list.
        _ended.Add(1, Label("outcome", outcome.ToString()), Label("code", _codes.Of(code ?? "")));
        if (took is { } known)
        {
            _duration.Record(known.TotalSeconds, Label("outcome", outcome.ToString()));
        }
    }

    internal void Failed(string activity, string errorType, bool retried) =>
        _failures.Add(1, Label("activity", activity), Label("error.type", errorType), Label("then", retried ? "retry" : "park"));

    internal void Parked(OnboardingStep from, string errorType) => _parked.Add(1, Label("step", from.ToString()), Label("error.type", errorType));

    private static KeyValuePair<string, object?> Label(string name, string value) => new(name, value);
}
