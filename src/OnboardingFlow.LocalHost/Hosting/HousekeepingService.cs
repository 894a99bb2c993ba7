using OnboardingFlow.Core.Operations;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.LocalHost.Hosting;

/// <summary>Runs <see cref="Housekeeping"/> soon after the start and then every six hours.</summary>
internal sealed partial class HousekeepingService(Housekeeping housekeeping, TimeProvider time, ILogger<HousekeepingService> logger) : BackgroundService
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Every = TimeSpan.FromHours(6);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = First; ; wait = Every)
        {
            await Task.Delay(wait, time, stoppingToken);
            try
            {
                await housekeeping.RunAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is ActivityException or EngineUnavailableException)
            {
                HousekeepingPutOff(logger, fault.Message);
            }
        }
    }

    [LoggerMessage(6101, LogLevel.Warning, "Housekeeping broke off and goes on in six hours: {Problem}")]
    private static partial void HousekeepingPutOff(ILogger logger, string problem);
}
