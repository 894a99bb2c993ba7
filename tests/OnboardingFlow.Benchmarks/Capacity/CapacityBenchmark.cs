using OnboardingFlow.Benchmarks.Running;

namespace OnboardingFlow.Benchmarks.Capacity;

/// <summary>A day of many waiting and a rush of new ones on the real signing budget, in virtual time, against the documented limit of one vault.</summary>
internal static class CapacityBenchmark
{
    // Azure Key Vault service limits: 4,000 operations in 10 s with RSA-2048 software keys.
    private const double VaultLimit = 400;

    private static readonly BenchmarkOption Waiting = new("waiting", 1_000_000, 0, 2_000_000, "onboardings that wait all day");
    private static readonly BenchmarkOption Starts = new("starts", 20_000, 1, 100_000, "onboardings that start between noon and one");
    private static readonly string[] Names = ["peak_operations_per_s", "mean_operations_per_s", "signed_to_completed_p50_s", "signed_to_completed_p99_s", "people_waited_p99_s", "most_poll_stretch"];

    public static Benchmark Definition { get; } = new(
        "capacity",
        "a day in virtual time: private-key operations a second, and from signing to Completed, with notifications and without",
        [
            new BenchmarkGroup("notifications", Names, (run, stop) => RunAsync(run, notifications: true, "", stop)),
            new BenchmarkGroup("polls", [.. Names.Select(name => name + "_without_notifications")], (run, stop) => RunAsync(run, notifications: false, "_without_notifications", stop)),
        ],
        [Waiting, Starts]);

    private static async Task RunAsync(BenchmarkRun run, bool notifications, string suffix, CancellationToken cancellationToken)
    {
        run.Say($"A day with {run[Waiting]:N0} waiting and {run[Starts]:N0} starts in an hour, {(notifications ? "notified after a second" : "no notification comes")}, budget {Day.OperationsPerSecond}/s, vault's limit {VaultLimit}/s");
        var day = await Task.Run(() => new Day(run[Waiting], run[Starts], notifications).Run(cancellationToken), cancellationToken);
        run.Measure(Names[0] + suffix, day.PeakPerSecond, "1/s", $"<= {VaultLimit}");
        run.Measure(Names[1] + suffix, day.MeanPerSecond, "1/s");
        run.Measure(Names[2] + suffix, day.SignedToCompletedP50, "s");
        run.Measure(Names[3] + suffix, day.SignedToCompletedP99, "s");
        run.Measure(Names[4] + suffix, day.PeopleWaitedP99, "s");
        run.Measure(Names[5] + suffix, day.MostStretch, "1");
    }
}
