using OnboardingFlow.Benchmarks.Running;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.Benchmarks.Pipeline;

/// <summary>
/// What telemetry costs: two systems on this machine, one that sends traces, metrics and logs to a collector and is scraped, one that does neither, take batches in turns.
/// Processor time is compared, not time: what a machine does besides falls on both.
/// </summary>
internal static class TelemetryOverhead
{
    private static readonly BenchmarkOption _rounds = new("rounds", 5, 1, 50, "rounds with telemetry on and off");
    private static readonly BenchmarkOption _batch = new("batch", 300, 1, 5000, "onboardings of a round, each way");

    public static IReadOnlyList<BenchmarkOption> Options { get; } = [_rounds, _batch];

    public static BenchmarkGroup Group { get; } = new("telemetry", ["telemetry_ratio"], RunAsync);

    private static async Task RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var (rounds, count) = (run[_rounds], run[_batch]);
        run.Say($"pipeline telemetry: {rounds} rounds of {count} onboardings, telemetry off and on in turns");
        await using var collector = new OtlpCollector();
        await using var off = new OverheadSide(await RunningPipeline.StartAsync(cancellationToken), scraped: false);
        await using var on = new OverheadSide(await RunningPipeline.StartAsync(cancellationToken, collector.Endpoint), scraped: true);
        foreach (var side in new[] { off, on })
        {
            await side.WarmUpAsync(run[PipelineBenchmark.WarmUp], cancellationToken);
        }

        var (all, host) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            // Whoever goes second finds a warmer machine: that changes too.
            var (first, second) = round % 2 == 0 ? (off, on) : (on, off);
            var (one, other) = (await first.OnboardAsync(count, cancellationToken), await second.OnboardAsync(count, cancellationToken));
            var (without, with) = first == off ? (one, other) : (other, one);
            all.Add((with.All - with.Benchmark) / (without.All - without.Benchmark));
            host.Add(with.Host / without.Host);
            run.Row($"round {round + 1}: LocalHost without, with", without.Host.TotalMilliseconds / count, "ms per onboarding");
            run.Row("", with.Host.TotalMilliseconds / count, "ms per onboarding");
        }

        run.Measure("telemetry_ratio", Median(all), "ratio", "<= 1.05");
        run.Row("of LocalHost alone", Median(host), "ratio");
        run.Row("sent to the collector", collector.ReceivedBytes / 1024.0 / (run[PipelineBenchmark.WarmUp] + (rounds * count)), "KiB per onboarding");
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted && sorted.Count % 2 == 1
        ? sorted[sorted.Count / 2]
        : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
}
