using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.LocalHost.Counting;

/// <summary>Counts the onboardings every thirty seconds, for the metrics.</summary>
internal sealed class IndexWatch(IOnboardingIndex index, IndexMetrics metrics, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                metrics.Seen = await index.CountAsync(stoppingToken);
            }
            catch (ActivityException)
            {
                metrics.Seen = null; // No value is better than an old one. /readyz tells the cause.
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
