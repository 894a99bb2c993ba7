using OnboardingFlow.Benchmarks.Machine;
using OnboardingFlow.Benchmarks.Running;

namespace OnboardingFlow.Benchmarks.Pipeline;

/// <summary>
/// Onboardings from the queue message to Completed: Azurite, the emulators and LocalHost are processes on this machine, and the persons sign at once. Private-key
/// operations can't be had for less, so what the machine does of them alone is the limit.
/// </summary>
internal static class PipelineBenchmark
{
    private const string PerOnboarding = "per onboarding";

    private static readonly BenchmarkOption _onboardings = new("onboardings", 600, 1, 20_000, "onboardings that are measured");
    public static readonly BenchmarkOption WarmUp = new("warm-up", 1500, 0, 20_000, "onboardings before, until the code is compiled: that takes LocalHost more than a thousand");
    private static readonly BenchmarkOption _limitSeconds = new("limit-seconds", 3, 1, 30, "length of each of the two measurements of the limit");

    public static Benchmark Definition { get; } = new(
        "pipeline",
        "onboardings from the queue message to Completed, against the machine's private-key operations",
        [new BenchmarkGroup("all", ["onboardings_per_s", "private_key_operations_per_onboarding", "ratio_to_limit"], RunAsync), TelemetryOverhead.Group],
        [_onboardings, WarmUp, _limitSeconds, .. TelemetryOverhead.Options]);

    private static async Task RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var count = run[_onboardings];
        var limitTime = TimeSpan.FromSeconds(run[_limitSeconds]);
        run.Say($"pipeline: {count} onboardings after {run[WarmUp]} to warm up, on {Environment.ProcessorCount} cores");
        var before = await PrivateKeyLimit.MeasureAsync(limitTime, cancellationToken);
        await using var pipeline = await RunningPipeline.StartAsync(cancellationToken);
        var persons = new Persons();
        var signing = new SigningPersons(pipeline.WeChatPay, persons);
        if (run[WarmUp] > 0)
        {
            await Batch.WarmUpAsync(pipeline, signing, persons.Next(run[WarmUp]), cancellationToken);
        }

        await pipeline.VaultCalls.NextAsync(cancellationToken);
        var notified = await pipeline.NotificationTriesAsync(cancellationToken);
        var result = await Batch.OnboardAsync(pipeline, signing, persons.Next(count), run[WarmUp] + count, cancellationToken);
        var work = PrivateKeyWork.Count(
            await pipeline.VaultCalls.NextAsync(cancellationToken),
            result.Calls,
            await pipeline.NotificationTriesAsync(cancellationToken) - notified);
        var after = await PrivateKeyLimit.MeasureAsync(limitTime, cancellationToken);
        Report(run, count, result, work, before, after);
    }

    private static void Report(BenchmarkRun run, int count, PipelineResult result, PrivateKeyWork work, PrivateKeyLimit before, PrivateKeyLimit after)
    {
        var perSecond = count / result.UntilCompleted.TotalSeconds;
        var limit = (before.PerSecond + after.PerSecond) / 2;
        var needed = (before.ProcessorTime + after.ProcessorTime) / 2 * work.All;
        run.Measure("onboardings_per_s", perSecond, "1/s");
        run.Measure("private_key_operations_per_onboarding", (double)work.Own / count, "operations");
        run.Measure("ratio_to_limit", perSecond / (limit / ((double)work.All / count)), "ratio", ">= 0.5");

        run.Say("Limit: what this machine does when it does nothing else");
        run.Row("RSA-2048 private-key operations, before the run", before.PerSecond, "1/s");
        run.Row("RSA-2048 private-key operations, after the run", after.PerSecond, "1/s");
        run.Row("ratio to the limit if only our own operations counted", perSecond / (limit / ((double)work.Own / count)), "ratio");
        run.Say("  (The emulators do WeChat Pay's private-key work on the same cores; in the real world others do it. So ratio_to_limit counts all of it.)");

        run.Say("Our own private-key operations (Key Vault)");
        foreach (var (operation, number) in work.KeyVault)
        {
            run.Row(operation, (double)number / count, PerOnboarding);
        }

        run.Say("What each signature was for (WeChat Pay's call log)");
        foreach (var (operation, number) in work.SignedFor)
        {
            run.Row(operation, (double)number / count, PerOnboarding);
        }

        run.Say("The emulated WeChat Pay's private-key operations");
        run.Row("answers signed", (double)work.AnswersSigned / count, PerOnboarding);
        run.Row("fields decrypted", (double)work.FieldsDecrypted / count, PerOnboarding);
        run.Row("notifications signed", (double)work.NotificationsSigned / count, PerOnboarding);

        run.Say("Processor time");
        run.Row("LocalHost", result.Used.Host.TotalMilliseconds / count, "ms " + PerOnboarding);
        run.Row("emulators", result.Used.Emulators.TotalMilliseconds / count, "ms " + PerOnboarding);
        run.Row("Azurite", result.Used.Azurite.TotalMilliseconds / count, "ms " + PerOnboarding);
        run.Row("this benchmark", result.Used.Benchmark.TotalMilliseconds / count, "ms " + PerOnboarding);
        run.Row("all of them", result.Used.All.TotalMilliseconds / count, "ms " + PerOnboarding);
        run.Row("what the private-key operations alone need", needed.TotalMilliseconds / count, "ms " + PerOnboarding);
        run.Row("ratio of the two: ratio_to_limit on a machine that nobody else uses, at best", needed / result.Used.All, "ratio");
        run.Row("cores in use by all of them", result.CoresInUse, "cores");
        run.Row("until completed", result.UntilCompleted.TotalSeconds, "s");
        run.Row("until the last end was published too", result.UntilPublished.TotalSeconds, "s");
    }
}
