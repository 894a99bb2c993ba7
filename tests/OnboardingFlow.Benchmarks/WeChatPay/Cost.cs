namespace OnboardingFlow.Benchmarks.WeChatPay;

/// <summary>What one operation took, on average over a turn.</summary>
/// <param name="Microseconds">Processor time, of all threads.</param>
/// <param name="Bytes">Memory allocated, by all threads.</param>
internal readonly record struct Cost(double Microseconds, double Bytes)
{
    /// <summary>Does it that many times, one after the other.</summary>
    public static async Task<Cost> OfAsync(Func<Task> operation, int count)
    {
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var before = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < count; i++)
        {
            await operation();
        }

        var used = Environment.CpuUsage.TotalTime - before;
        return new Cost(used.TotalMicroseconds / count, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)count);
    }
}
