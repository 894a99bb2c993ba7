using System.Diagnostics;
using System.Text.Json.Nodes;
using Azure.Storage.Queues;
using OnboardingFlow.Benchmarks.Running;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.Benchmarks.Import;

/// <summary><c>onboarding import</c> as a process: checking a file of 20,000 rows, and putting rows on a real queue beside bare sends of messages of that size.</summary>
internal static class ImportBenchmark
{
    private const int SendsAtOnce = 16; // As the import has under way.
    private const int MessageCharacters = 900;

    private static readonly BenchmarkOption Rows = new("rows", 20_000, 10, 200_000, "rows that are checked");
    private static readonly BenchmarkOption Sent = new("sent", 3_000, 10, 20_000, "rows that are sent");

    public static Benchmark Definition { get; } = new(
        "import",
        "checking a school's file row by row, and sending its rows to the queue",
        [new BenchmarkGroup("all", ["validation_s", "rows_per_s"], RunAsync)],
        [Rows, Sent]);

    private static async Task RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("import-benchmark").FullName;
        try
        {
            var file = Path.Combine(folder, "students.csv");
            await StudentRows.WriteAsync(file, run[Rows], cancellationToken);
            var (validated, summary, peak) = await ImportAsync(["import", file, "--dry-run"], cancellationToken);
            run.Row("peak memory of the process", peak / 1024.0 / 1024, "MiB");
            run.Row("validation as the command counts it, without its start", summary["validation_ms"]!.GetValue<double>() / 1000, "s");
            run.Measure("validation_s", validated.TotalSeconds, "s", run[Rows] == Rows.Default ? "<= 2" : null);

            await using var azurite = await AzuriteServer.StartAsync(cancellationToken);
            var bare = await SendBareAsync(azurite.NewAccount(), run[Sent], cancellationToken);
            run.Row("bare sends to the same queue service", run[Sent] / bare.TotalSeconds, "rows/s");
            var some = Path.Combine(folder, "some.csv");
            await StudentRows.WriteAsync(some, run[Sent], cancellationToken);
            var (sent, _, _) = await ImportAsync(["import", some, "--via", "queue", "--storage", azurite.NewAccount(), "--rate", "100000"], cancellationToken);
            run.Measure("rows_per_s", run[Sent] / sent.TotalSeconds, "rows/s");
            run.Row("ratio to bare sends, its start and checking included", bare / sent, "ratio");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(TimeSpan Took, JsonNode Summary, long PeakBytes)> ImportAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var command = Repository.Program("OnboardingFlow.Cli", "onboarding.dll");
        var start = new ProcessStartInfo("dotnet", [command, .. arguments, "--set", "organization_id=O1000001", "--set", "business_name=K12", "--output", "json"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var peak = 0L;
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!process.HasExited && await look.WaitForNextTickAsync(cancellationToken))
        {
            process.Refresh();
            peak = Math.Max(peak, process.HasExited ? 0 : process.WorkingSet64);
        }

        var took = Stopwatch.GetElapsedTime(started);
        return process.ExitCode == 0
            ? (took, JsonNode.Parse(await output)!, peak)
            : throw new InvalidOperationException($"import ended with {process.ExitCode}: {await errors}");
    }

    private static async Task<TimeSpan> SendBareAsync(string storage, int count, CancellationToken cancellationToken)
    {
        var queue = new QueueClient(storage, "onboarding-requests");
        await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        var body = new string('x', MessageCharacters);
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = SendsAtOnce, CancellationToken = cancellationToken },
            async (_, stop) => await queue.SendMessageAsync(body, timeToLive: TimeSpan.FromSeconds(-1), cancellationToken: stop));
        return Stopwatch.GetElapsedTime(started);
    }
}
