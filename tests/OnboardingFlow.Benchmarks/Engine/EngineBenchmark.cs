using System.Diagnostics;
using System.Globalization;
using OnboardingFlow.Benchmarks.Running;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine;

namespace OnboardingFlow.Benchmarks.Engine;

/// <summary>The embedded engine against what SQLite can do on this machine, measured in the same run.</summary>
internal static class EngineBenchmark
{
    private static readonly BenchmarkOption Instances = new("instances", 5_000, 500, 50_000, "sequences started at once");
    private static readonly BenchmarkOption Waiters = new("waiting", 100_000, 1_000, 200_000, "instances that wait");

    private static readonly BenchmarkOption Stored = new("stored", 1_000_000, 1_000, 2_000_000, "ended instances that lie in the file");

    public static Benchmark Definition { get; } = new(
        "engine",
        "orchestrations on the embedded engine, against bare SQLite and a naive engine",
        [
            new("throughput", ["sequence5_per_s", "sequence5_ratio_to_limit", "sequence5_ratio_to_naive", "sequence5_allocated_bytes", "sequence5_disk_bytes"], ThroughputAsync),
            new("latency", ["sequence5_latency_p50_ratio", "sequence5_latency_p99_ratio"], LatencyAsync),
            new("start", ["start_ack_p99_ratio"], StartAsync),
            new("waiting", ["waiting_bytes_per_instance", "restart_s", "raise_event_p99_ms"], WaitingAsync),
            new("stored", ["stored_1m_ratio", "filtered_page_ms"], StoredAsync),
            new("fanout", ["fanout_activities_per_s"], FanOutAsync),
        ],
        [Instances, Waiters, Stored]);

    private static async Task ThroughputAsync(BenchmarkRun run, CancellationToken cancel)
    {
        using var bare = new BareSqlite();
        bare.BatchedPerSecond(1_000);
        var limit = bare.BatchedPerSecond(10_000);
        var naive = bare.NaivePerSecond(300);
        using var folder = new EngineFolder();
        double perSecond;
        long allocated;
        await using (var engine = await folder.StartAsync(cancel))
        {
            await RunAllAsync(engine, "warm", 3_000, cancel);
            var before = GC.GetTotalAllocatedBytes(precise: true);
            perSecond = run[Instances] / (await RunAllAsync(engine, "s", run[Instances], cancel)).TotalSeconds;
            allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        }

        run.Row("bare SQLite, the same rows in batches", limit, "sequences/s");
        run.Row("naive engine, a commit for each step", naive, "sequences/s");
        run.Measure("sequence5_per_s", perSecond, "1/s");
        run.Measure("sequence5_ratio_to_limit", perSecond / limit, "ratio", ">= 0.25");
        run.Measure("sequence5_ratio_to_naive", perSecond / naive, "ratio", ">= 8");
        run.Measure("sequence5_allocated_bytes", (double)allocated / run[Instances], "bytes", "<= 61440");
        run.Measure("sequence5_disk_bytes", (double)folder.DiskBytes / (run[Instances] + 3_000), "bytes", "<= 4096");
    }

    private static async Task LatencyAsync(BenchmarkRun run, CancellationToken cancel)
    {
        using var bare = new BareSqlite();
        using var folder = new EngineFolder();
        await using var engine = await folder.StartAsync(cancel);
        await RunAllAsync(engine, "warm", 3_000, cancel);
        var commit = bare.CommitTime();
        var times = new List<TimeSpan>();
        for (var i = 0; i < 500; i++)
        {
            times.Add(await RunAllAsync(engine, $"l{i}-", 1, cancel));
        }

        var bareTimes = bare.CommitTimes(500, BareSqlite.Turns);
        var (p50, p99) = (Percentile.Of(times, 50), Percentile.Of(times, 99));
        run.Row("one durable commit", commit.TotalMilliseconds, "ms");
        run.Row("bare SQLite's six commits, 99 of 100 to the median: this disk's own", Percentile.Of(bareTimes, 99) / Percentile.Of(bareTimes, 50), "ratio");
        run.Row("one sequence5, median", p50.TotalMilliseconds, "ms");
        run.Measure("sequence5_latency_p50_ratio", p50 / (BareSqlite.Turns * commit), "ratio", "<= 2");
        run.Measure("sequence5_latency_p99_ratio", p99 / p50, "ratio", "<= 3");
    }

    private static async Task StartAsync(BenchmarkRun run, CancellationToken cancel)
    {
        const int perSecond = 500;
        using var bare = new BareSqlite();
        using var folder = new EngineFolder();
        await using var engine = await folder.StartAsync(cancel);
        await RunAllAsync(engine, "warm", 3_000, cancel);
        var commit = bare.CommitTime();
        var began = Stopwatch.GetTimestamp();
        var starts = new List<Task<(TimeSpan Late, TimeSpan Answered)>>();
        while (starts.Count < 10 * perSecond)
        {
            // Open loop: those that are due are sent, however long earlier ones take.
            for (var due = Math.Min(10 * perSecond, (int)(Stopwatch.GetElapsedTime(began).TotalSeconds * perSecond)); starts.Count < due;)
            {
                starts.Add(AcknowledgedAsync(engine, began, starts.Count, TimeSpan.FromSeconds((double)starts.Count / perSecond), cancel));
            }

            await Task.Delay(1, cancel);
        }

        var answers = await Task.WhenAll(starts);
        var p99 = Percentile.Of(answers.Select(answer => answer.Answered), 99);
        run.Row("one durable commit", commit.TotalMilliseconds, "ms");
        run.Row("start sent after it was due, median: this system's timers, not the engine", Percentile.Of(answers.Select(answer => answer.Late), 50).TotalMilliseconds, "ms");
        run.Row("start acknowledged after it was sent, 99 of 100", p99.TotalMilliseconds, "ms");
        run.Measure("start_ack_p99_ratio", p99 / commit, "ratio", "<= 10");
    }

    private static async Task<(TimeSpan Late, TimeSpan Answered)> AcknowledgedAsync(
        DurableEngine engine, long began, int number, TimeSpan due, CancellationToken cancel)
    {
        var sent = Stopwatch.GetElapsedTime(began);
        await engine.Client.StartAsync(new StartInstance(EngineFolder.Sequence5, Id("a", number), null), cancel);
        return (sent - due, Stopwatch.GetElapsedTime(began) - sent);
    }

    private static async Task WaitingAsync(BenchmarkRun run, CancellationToken cancel)
    {
        using var folder = new EngineFolder();
        long empty;
        await using (var engine = await folder.StartAsync(cancel))
        {
            await RunAllAsync(engine, "warm", 3_000, cancel);
            empty = GC.GetTotalMemory(forceFullCollection: true);
            await StartAllAsync(engine, EngineFolder.Waiting, "w", run[Waiters], cancel);
            await engine.WaitUntilIdleAsync(cancel);
            run.Measure("waiting_bytes_per_instance", (double)(GC.GetTotalMemory(forceFullCollection: true) - empty) / run[Waiters], "bytes", "<= 1024");
        }

        var started = Stopwatch.GetTimestamp();
        await using var again = await folder.StartAsync(cancel);
        run.Measure("restart_s", Stopwatch.GetElapsedTime(started).TotalSeconds, "s", "<= 2");

        var random = new Random(1);
        var times = new List<TimeSpan>();
        foreach (var number in Enumerable.Range(0, 1_000).Select(_ => random.Next(run[Waiters])))
        {
            started = Stopwatch.GetTimestamp();
            await again.Client.RaiseEventAsync(Id("w", number), "wake", null, cancel);
            times.Add(Stopwatch.GetElapsedTime(started));
        }

        run.Measure("raise_event_p99_ms", Percentile.Of(times, 99).TotalMilliseconds, "ms", "<= 20");
    }

    private static async Task StoredAsync(BenchmarkRun run, CancellationToken cancel)
    {
        using var full = new EngineFolder();
        using (var bare = new BareSqlite(full.Path))
        {
            bare.BatchedPerSecond(run[Stored]);
        }

        run.Row("file", full.DiskBytes / 1e6, "MB");
        using var empty = new EngineFolder();
        await using var onFull = await full.StartAsync(cancel);
        await using var onEmpty = await empty.StartAsync(cancel);
        await RunAllAsync(onEmpty, "warm", 3_000, cancel);
        await RunAllAsync(onFull, "warm", 3_000, cancel);

        // By turns, so that what else the machine does befalls both.
        var (emptyTime, fullTime) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var round = 0; round < 4; round++)
        {
            emptyTime += await RunAllAsync(onEmpty, $"r{round}-", run[Instances], cancel);
            fullTime += await RunAllAsync(onFull, $"r{round}-", run[Instances], cancel);
        }

        run.Row("sequence5 on an empty store", 4 * run[Instances] / emptyTime.TotalSeconds, "1/s");
        run.Row("sequence5 on the full one", 4 * run[Instances] / fullTime.TotalSeconds, "1/s");
        run.Measure("stored_1m_ratio", emptyTime / fullTime, "ratio", ">= 0.9");

        var pages = new List<TimeSpan>();
        InstanceSnapshot? after = null;
        for (var page = 0; page < 200; page++)
        {
            var started = Stopwatch.GetTimestamp();
            var found = await onFull.Client.ListAsync(RuntimeStatus.Completed, after, 50, cancel);
            pages.Add(Stopwatch.GetElapsedTime(started));
            after = found[^1];
        }

        run.Measure("filtered_page_ms", Percentile.Of(pages, 99).TotalMilliseconds, "ms", "<= 10");
    }

    private static async Task FanOutAsync(BenchmarkRun run, CancellationToken cancel)
    {
        const int activities = 1_000;
        const int rounds = 10;
        using var folder = new EngineFolder();
        await using var engine = await folder.StartAsync(cancel);
        var times = new List<TimeSpan>();
        for (var round = 0; round <= rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            await engine.Client.StartAsync(new StartInstance(EngineFolder.FanOut, Id("f", round), activities.ToString(CultureInfo.InvariantCulture)), cancel);
            await engine.Client.WaitForEndAsync(Id("f", round), cancel);
            times.Add(Stopwatch.GetElapsedTime(started));
        }

        run.Measure("fanout_activities_per_s", activities / Percentile.Of(times.Skip(1), 50).TotalSeconds, "1/s", ">= 20000");
    }

    /// <summary>Starts so many at once and waits for the end of all.</summary>
    private static async Task<TimeSpan> RunAllAsync(DurableEngine engine, string prefix, int count, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, count).Select(async number =>
        {
            await engine.Client.StartAsync(new StartInstance(EngineFolder.Sequence5, Id(prefix, number), null), cancel);
            await engine.Client.WaitForEndAsync(Id(prefix, number), cancel);
        }));
        return Stopwatch.GetElapsedTime(started);
    }

    private static async Task StartAllAsync(DurableEngine engine, string orchestration, string prefix, int count, CancellationToken cancel)
    {
        foreach (var some in Enumerable.Range(0, count).Chunk(2_000))
        {
            await Task.WhenAll(some.Select(number => engine.Client.StartAsync(new StartInstance(orchestration, Id(prefix, number), null), cancel)));
        }
    }

    private static string Id(string prefix, int number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{number}");
}
