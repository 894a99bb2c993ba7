using System.Diagnostics;
using System.Security.Cryptography;

namespace OnboardingFlow.Benchmarks.Machine;

/// <summary>How many RSA-2048 private-key operations this machine does when it does nothing else.</summary>
/// <param name="PerSecond">Operations a second, all cores at work with a key each.</param>
/// <param name="ProcessorTime">Processor time of one: the same however busy others keep the machine.</param>
internal sealed record PrivateKeyLimit(double PerSecond, TimeSpan ProcessorTime)
{
    public static async Task<PrivateKeyLimit> MeasureAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var keys = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => RSA.Create(2048)).ToList();
        var hash = SHA256.HashData([]);
        keys.ForEach(key => key.SignHash(hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)); // The first one sets the key up.
        var usedBefore = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(keys.Select(key => Task.Factory.StartNew(
            () => Sign(key, hash, started, duration), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        var elapsed = Stopwatch.GetElapsedTime(started);
        var used = Environment.CpuUsage.TotalTime - usedBefore;
        keys.ForEach(key => key.Dispose());
        return new PrivateKeyLimit(counts.Sum() / elapsed.TotalSeconds, used / counts.Sum());
    }

    private static long Sign(RSA key, byte[] hash, long started, TimeSpan duration)
    {
        var count = 0L;
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            key.SignHash(hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            count++;
        }

        return count;
    }
}
