using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Integrations.Storage;

/// <summary>Creates the queues and the container at the start, and goes on trying while storage is out of reach.</summary>
internal sealed class StorageSetup(OnboardingStorage storage, TimeProvider time, ILogger<StorageSetup> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await storage.EnsureCreatedAsync(stoppingToken);
                return;
            }
            catch (ActivityException fault)
            {
                logger.StorageNotReady(fault.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
