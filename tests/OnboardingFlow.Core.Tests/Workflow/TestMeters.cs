using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace OnboardingFlow.Core.Tests.Workflow;

/// <summary>Meters of one test, and what was measured by them: <c>name tag=value …</c>.</summary>
internal sealed class TestMeters : IMeterFactory
{
    private readonly ConcurrentQueue<(string Name, double Value)> _measured = new();
    private readonly MeterListener _listener;

    public TestMeters()
    {
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, this))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.Start();
    }

    public IReadOnlyList<(string Name, double Value)> Measured => [.. _measured];

    public Meter Create(MeterOptions options) => new(options.Name, options.Version, options.Tags, scope: this);

    public void Dispose() => _listener.Dispose();

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measured.Enqueue((string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}").Prepend(instrument.Name)), value));
}
