using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.Observability;
using OnboardingFlow.Engine.Tests.Support;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.Engine.Tests;

/// <summary>What the engine tells of itself by traces and metrics.</summary>
public sealed class ObservabilityTests : IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _listener;

    public ObservabilityTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == EngineTraces.SourceName,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task A_run_is_one_trace_over_restarts_and_that_of_who_started_it()
    {
        var id = "traced-" + Guid.NewGuid();
        using var source = new Activity("caller") { TraceStateString = "vendor=1" }.SetIdFormat(ActivityIdFormat.W3C).Start();
        source.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        await using var f = await Waiting().StartAsync();
        await f.Start("o", id);
        source.Stop();
        await f.Idle();
        await f.CrashAsync();
        await f.Raise("go", null, id);
        await f.Idle();

        var spans = Of(id);
        Assert.Equal(["activity echo", "activity echo", "orchestration o"], spans.Select(span => span.OperationName).Order());
        Assert.All(spans, span => Assert.Equal(source.TraceId, span.TraceId));
        Assert.All(spans, span => Assert.Equal(source.SpanId, span.ParentSpanId));
        Assert.All(spans, span => Assert.Equal("vendor=1", span.TraceStateString));
    }

    [Fact]
    public async Task A_run_that_nobody_traced_is_one_trace_too_and_another_run_another()
    {
        var ids = new[] { "a-" + Guid.NewGuid(), "b-" + Guid.NewGuid() };
        await using var f = await Waiting().StartAsync();
        foreach (var id in ids)
        {
            await f.Start("o", id);
        }

        await f.Idle();
        await f.CrashAsync();
        foreach (var id in ids)
        {
            await f.Raise("go", null, id);
        }

        await f.Idle();

        var traces = ids.Select(id => Assert.Single(Of(id).Select(span => span.TraceId).Distinct()));
        Assert.Equal(2, traces.Distinct().Count());
    }

    [Fact]
    public async Task A_failed_attempt_says_why_and_what_it_calls_belongs_to_it()
    {
        var id = "failing-" + Guid.NewGuid();
        string? inside = null;
        await using var f = await new EngineFixture()
            .Activity("broken", (_, _, _) =>
            {
                inside = Activity.Current?.Id;
                throw new ActivityException("NoLuck", "no luck today");
            })
            .Orchestration("o", async (context, _) => await context.CallActivityAsync("broken", null))
            .StartAsync();
        await f.Start("o", id);
        await f.Idle();

        var attempt = Assert.Single(Of(id), span => span.OperationName == "activity broken");
        Assert.Equal(attempt.Id, inside);
        Assert.Equal((ActivityStatusCode.Error, "NoLuck", 1), (attempt.Status, attempt.GetTagItem("error.type"), attempt.GetTagItem("onboardingflow.attempt")));
        Assert.Equal(ActivityStatusCode.Error, Assert.Single(Of(id), span => span.OperationName == "orchestration o").Status);
    }

    [Fact]
    public async Task Work_waiting_and_time_are_measured()
    {
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>();
        await using var f = Waiting();
        await using var engine = new DurableEngine(f.Options, () => f.Registry, f.Clock, f.Loggers, meters);
        await engine.StartAsync(EngineFixture.Cancel);
        using var started = Collect<long>("started");
        using var ended = Collect<long>("ended");
        using var replays = Collect<long>("replays");
        using var ran = Collect<double>("activity.duration");
        using var queued = Collect<double>("activity.queue_time");
        using var batches = Collect<int>("commit.turns");
        using var syncs = Collect<double>("commit.sync_time");
        using var inMemory = Collect<int>("instances.in_memory");

        await engine.Client.StartAsync(new StartInstance("o", "i", null), EngineFixture.Cancel);
        await engine.WaitUntilIdleAsync(EngineFixture.Cancel);
        inMemory.RecordObservableInstruments();
        await engine.Client.RaiseEventAsync("i", "go", null, EngineFixture.Cancel);
        await engine.WaitUntilIdleAsync(EngineFixture.Cancel);

        Assert.Equal("o", Assert.Single(started.GetMeasurementSnapshot()).Tags["orchestration"]);
        Assert.Equal("Completed", Assert.Single(ended.GetMeasurementSnapshot()).Tags["status"]);
        Assert.Empty(replays.GetMeasurementSnapshot());
        Assert.Equal(2, ran.GetMeasurementSnapshot().Count(m => (string?)m.Tags["activity"] == "echo"));
        Assert.Equal(2, queued.GetMeasurementSnapshot().Count);
        Assert.Equal(batches.GetMeasurementSnapshot().Count, syncs.GetMeasurementSnapshot().Count);
        Assert.All(syncs.GetMeasurementSnapshot(), sync => Assert.True(sync.Value > 0));
        Assert.Equal(1, Assert.Single(inMemory.GetMeasurementSnapshot()).Value);

        MetricCollector<T> Collect<T>(string name)
            where T : struct => new(meters, EngineMetrics.MeterName, "onboardingflow.engine." + name);
    }

    [Fact]
    public void The_page_of_the_engine_names_each_metric_and_no_other()
    {
        var names = new SortedSet<string>();
        using var listener = new System.Diagnostics.Metrics.MeterListener { InstrumentPublished = (instrument, _) => Note(instrument) };
        listener.Start();
        using var metrics = new EngineMetrics(null, () => new EngineDepths(0, 0, 0, 0, 0));

        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "engine.md"));
        Assert.Equal(names, new SortedSet<string>(Regex.Matches(page, @"onboardingflow\.engine\.[a-z_.]+").Select(match => match.Value)));

        void Note(System.Diagnostics.Metrics.Instrument instrument)
        {
            if (instrument.Meter.Name == EngineMetrics.MeterName)
            {
                lock (names)
                {
                    names.Add(instrument.Name);
                }
            }
        }
    }

    private static EngineFixture Waiting() => new EngineFixture().Orchestration("o", async (context, _) =>
    {
        await context.CallActivityAsync("echo", "1");
        await context.WaitForExternalEventAsync("go");
        return await context.CallActivityAsync("echo", "2");
    });

    private List<Activity> Of(string instanceId) => [.. _spans.Where(span => (string?)span.GetTagItem("onboardingflow.instance_id") == instanceId)];
}
