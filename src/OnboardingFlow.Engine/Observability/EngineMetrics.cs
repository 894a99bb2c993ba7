using System.Diagnostics.Metrics;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Engine.Observability;

/// <summary>Meter <c>OnboardingFlow.Engine</c>. Names of orchestrations and activities are its only labels: none grows with the number of instances.</summary>
internal sealed class EngineMetrics : IDisposable
{
    public const string MeterName = "OnboardingFlow.Engine";

    private readonly Meter _meter;
    private readonly Counter<long> _started;
    private readonly Counter<long> _ended;
    private readonly Counter<long> _replays;
    private readonly Histogram<double> _activity;
    private readonly Histogram<double> _queued;
    private readonly Histogram<int> _batch;
    private readonly Histogram<double> _sync;

    /// <param name="meters">Makes the meter; null for one that only listeners of this process see.</param>
    /// <param name="depths">How much is waiting where.</param>
    public EngineMetrics(IMeterFactory? meters, Func<EngineDepths> depths)
    {
        _meter = meters?.Create(MeterName) ?? new Meter(MeterName);
        _started = _meter.CreateCounter<long>("onboardingflow.engine.started", "{instance}", "Runs started, by orchestration.");
        _ended = _meter.CreateCounter<long>("onboardingflow.engine.ended", "{instance}", "Runs ended, by orchestration and status.");
        _replays = _meter.CreateCounter<long>("onboardingflow.engine.replays", "{instance}", "Instances rebuilt in memory by replaying their history.");
        _activity = _meter.CreateHistogram<double>("onboardingflow.engine.activity.duration", "s", "Time that an attempt of an activity ran, by activity and result.");
        _queued = _meter.CreateHistogram<double>("onboardingflow.engine.activity.queue_time", "s", "Time from an activity's being handed out to its beginning, by activity.");
        _batch = _meter.CreateHistogram<int>("onboardingflow.engine.commit.turns", "{turn}", "Turns and answers in one commit.");
        _sync = _meter.CreateHistogram<double>("onboardingflow.engine.commit.sync_time", "s", "Time that making a commit durable took: the write of its pages and the fsync.");
        Observe("onboardingflow.engine.activities.queued", "{activity}", "Activities that wait for their turn to run.", d => d.ActivitiesQueued);
        Observe("onboardingflow.engine.activities.running", "{activity}", "Activities that run.", d => d.ActivitiesRunning);
        Observe("onboardingflow.engine.commits.waiting", "{turn}", "Turns and answers that wait to be committed.", d => d.CommitsQueued);
        Observe("onboardingflow.engine.instances.in_memory", "{instance}", "Instances that go on without replay.", d => d.InstancesInMemory);
        Observe("onboardingflow.engine.timers", "{timer}", "Instances that a time will wake.", d => d.Timers);

        void Observe(string name, string unit, string description, Func<EngineDepths, int> depth) =>
            _meter.CreateObservableUpDownCounter(name, () => depth(depths()), unit, description);
    }

    public void Started(string orchestration) => _started.Add(1, Label("orchestration", orchestration));

    public void Ended(string orchestration, RuntimeStatus status) => _ended.Add(1, Label("orchestration", orchestration), Label("status", status.ToString()));

    public void Replayed(string orchestration) => _replays.Add(1, Label("orchestration", orchestration));

    public void ActivityBegan(string activity, TimeSpan queued) => _queued.Record(queued.TotalSeconds, Label("activity", activity));

    /// <param name="activity">Name of the activity.</param>
    /// <param name="ran">How long it ran.</param>
    /// <param name="errorType">Why it failed; null when it didn't.</param>
    public void ActivityEnded(string activity, TimeSpan ran, string? errorType) =>
        _activity.Record(ran.TotalSeconds, Label("activity", activity), Label("error.type", errorType));

    public void Committed(int units, TimeSpan sync)
    {
        _batch.Record(units);
        _sync.Record(sync.TotalSeconds);
    }

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Label(string name, string? value) => new(name, value);
}
