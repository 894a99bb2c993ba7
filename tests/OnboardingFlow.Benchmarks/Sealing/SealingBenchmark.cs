using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using OnboardingFlow.Benchmarks.Running;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Benchmarks.Sealing;

/// <summary>
/// Sealing and opening 1 KiB with a data key that is in the cache, beside the bare cipher: a fresh AES-256-GCM object (each onboarding has a key of its own),
/// a random nonce and the framing, which is Base64url of nonce, ciphertext and tag.
/// </summary>
internal static class SealingBenchmark
{
    private const int PlaintextLength = 1024;
    private const string Instance = "ob-h4aa34xwpjz7axuzrjtmuvxtts";

    // Many short turns of each in alternation: what else the machine does hits both alike, and the median passes over the rest.
    private const int Turns = 41;
    private static readonly BenchmarkOption PerTurn = new("operations", 5_000, 100, 100_000, "operations in each of 41 turns");

    public static Benchmark Definition { get; } = new(
        "sealing",
        "sealing and opening 1 KiB, the data key cached, against bare AES-256-GCM with the same framing",
        [new BenchmarkGroup("all", ["seal_ratio", "open_ratio"], RunAsync)],
        [PerTurn]);

    private static async Task RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        using var keys = new SoftwareKeys();
        using var cache = new DataKeyCache(TimeProvider.System);
        var sealer = new Sealer(keys, new KeptDataKeys(), cache, TimeProvider.System, Options.Create(new KeyNames()));
        var plaintext = RandomNumberGenerator.GetBytes(PlaintextLength);
        var made = await sealer.SealNewAsync(Instance, SealPurposes.Request, plaintext, cancellationToken);
        var bare = new BareCipher(RandomNumberGenerator.GetBytes(32));
        var framed = bare.Seal(plaintext);

        run.Say($"1 KiB, {Turns} turns of {run[PerTurn]} operations each, alternating");
        Compare(run, "seal", () => bare.Seal(plaintext), () => Done(sealer.SealAsync(made.KeyId, Instance, SealPurposes.Request, plaintext, cancellationToken)), cancellationToken);
        Compare(run, "open", () => bare.Open(framed), () => Done(sealer.OpenAsync(made.Envelope, Instance, SealPurposes.Request, cancellationToken)), cancellationToken);
    }

    private static void Compare(BenchmarkRun run, string what, Func<object> bare, Func<object> ours, CancellationToken cancellationToken)
    {
        var count = run[PerTurn];
        Turn(bare, count);
        Turn(ours, count); // Both compiled before anything counts.
        var turns = new List<(TurnCost Bare, TurnCost Ours)>(Turns);
        for (var turn = 0; turn < Turns; turn++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            turns.Add((Turn(bare, count), Turn(ours, count)));
        }

        var middle = Turns / 2;
        var ratio = turns.Select(turn => turn.Bare.Time / turn.Ours.Time).Order().ElementAt(middle);
        run.Row($"{what}: bare", turns.Select(turn => turn.Bare.Microseconds(count)).Order().ElementAt(middle), "µs");
        run.Row($"{what}: ours", turns.Select(turn => turn.Ours.Microseconds(count)).Order().ElementAt(middle), "µs");
        run.Row($"{what}: allocated, bare", turns[^1].Bare.Allocated / (double)count, "bytes");
        run.Row($"{what}: allocated, ours", turns[^1].Ours.Allocated / (double)count, "bytes");
        run.Measure($"{what}_ratio", ratio, "ratio", ">= 0.5");
    }

    private static TurnCost Turn(Func<object> operation, int count)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var before = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < count; i++)
        {
            operation();
        }

        return new TurnCost(Environment.CpuUsage.TotalTime - before, GC.GetAllocatedBytesForCurrentThread() - allocated);
    }

    /// <summary>The data key is cached, so nothing is waited for.</summary>
    private static T Done<T>(Task<T> task) => task.IsCompletedSuccessfully
        ? task.GetAwaiter().GetResult()
        : throw new InvalidOperationException("The data key wasn't in the cache: sealing had to wait.");

    private readonly record struct TurnCost(TimeSpan Time, long Allocated)
    {
        public double Microseconds(int count) => Time.TotalMicroseconds / count;
    }
}
