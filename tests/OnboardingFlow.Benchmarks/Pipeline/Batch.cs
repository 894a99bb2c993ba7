using System.Diagnostics;

namespace OnboardingFlow.Benchmarks.Pipeline;

/// <summary>A number of onboardings, from their messages to their published ends.</summary>
internal static class Batch
{
    /// <summary>The messages become visible this long after sending began, at least.</summary>
    private static readonly TimeSpan _shortestSending = TimeSpan.FromSeconds(3);

    /// <summary>Slower than Azurite takes messages even on a machine that others use too.</summary>
    private const int SendsPerSecond = 50;

    public static async Task WarmUpAsync(RunningPipeline pipeline, SigningPersons signing, IReadOnlyList<string> bodies, CancellationToken cancellationToken)
    {
        var sending = pipeline.SendAsync(bodies, null, cancellationToken);
        var calls = await signing.SignAsync(bodies.Count, cancellationToken);
        await sending;
        await signing.UntilVerifiedAsync(bodies.Count, calls, cancellationToken);
        await pipeline.UntilCompletedAsync(bodies.Count, cancellationToken);
        await pipeline.UntilPublishedAsync(bodies.Count, cancellationToken);
        await pipeline.TakeEventsAsync(cancellationToken);
    }

    public static async Task<PipelineResult> OnboardAsync(
        RunningPipeline pipeline, SigningPersons signing, IReadOnlyList<string> bodies, int ended, CancellationToken cancellationToken)
    {
        var sending = TimeSpan.FromSeconds(Math.Ceiling(bodies.Count / (double)SendsPerSecond)) + _shortestSending;
        var begin = DateTimeOffset.UtcNow + sending;
        await pipeline.SendAsync(bodies, begin, cancellationToken);
        if (begin - DateTimeOffset.UtcNow is { Ticks: > 0 } early)
        {
            await Task.Delay(early, cancellationToken);
        }

        var usedBefore = pipeline.ProcessorTimes;
        var started = Stopwatch.GetTimestamp();
        var calls = await signing.SignAsync(bodies.Count, cancellationToken);
        await signing.UntilVerifiedAsync(bodies.Count, calls, cancellationToken);
        await pipeline.UntilCompletedAsync(ended, cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(started);
        var used = pipeline.ProcessorTimes - usedBefore;
        await pipeline.UntilPublishedAsync(bodies.Count, cancellationToken);
        return new PipelineResult(elapsed, Stopwatch.GetElapsedTime(started), usedBefore, used, calls);
    }
}
