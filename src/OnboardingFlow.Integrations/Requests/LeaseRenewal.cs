using Microsoft.Extensions.Logging;
using OnboardingFlow.Integrations.Storage;

namespace OnboardingFlow.Integrations.Requests;

/// <summary>Renews a message's visibility at each third of it, from its making until it is disposed of.</summary>
internal sealed class LeaseRenewal : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public LeaseRenewal(LeasedMessage lease, TimeSpan visibility, TimeProvider time, ILogger logger) => _loop = RenewAsync(lease, visibility, time, logger);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    /// <summary>A renewal on its way is never cancelled: its answer holds the receipt that deleting needs.</summary>
    private async Task RenewAsync(LeasedMessage lease, TimeSpan visibility, TimeProvider time, ILogger logger)
    {
        using var timer = new PeriodicTimer(visibility / 3, time);
        while (!lease.IsLost && await NextAsync(timer))
        {
            try
            {
                await StorageFaults.TranslateAsync(() => lease.HideAsync(visibility, CancellationToken.None), CancellationToken.None);
            }
            catch (Core.Ports.ActivityException fault)
            {
                logger.CannotRenew(lease.Message.MessageId, fault.Message);
            }
        }
    }

    private async ValueTask<bool> NextAsync(PeriodicTimer timer)
    {
        try
        {
            return await timer.WaitForNextTickAsync(_stop.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
