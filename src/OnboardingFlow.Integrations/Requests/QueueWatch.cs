using Azure.Storage.Queues;
using Microsoft.Extensions.Hosting;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Integrations.Storage;

namespace OnboardingFlow.Integrations.Requests;

/// <summary>Looks at the queues every fifteen seconds, for the metrics. Takes nothing off them.</summary>
internal sealed class QueueWatch(OnboardingStorage storage, RequestQueueMetrics metrics, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            metrics.Seen = await TryLookAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static async Task<int> LengthAsync(QueueClient queue, CancellationToken cancellationToken) =>
        (await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;

    /// <summary>Null when storage is out of reach, which the listener tells.</summary>
    private async Task<QueueDepths?> TryLookAsync(CancellationToken stopping)
    {
        try
        {
            return await StorageFaults.TranslateAsync(() => LookAsync(stopping), stopping);
        }
        catch (ActivityException)
        {
            return null;
        }
    }

    private async Task<QueueDepths> LookAsync(CancellationToken cancellationToken)
    {
        var requests = await storage.QueueAsync(StorageNames.RequestQueue, cancellationToken);
        var oldest = (await requests.PeekMessageAsync(cancellationToken)).Value?.InsertedOn;
        return new QueueDepths(
            await LengthAsync(requests, cancellationToken),
            oldest is { } put && time.GetUtcNow() is var now && now > put ? now - put : TimeSpan.Zero,
            await LengthAsync(await storage.QueueAsync(StorageNames.PoisonQueue, cancellationToken), cancellationToken),
            await LengthAsync(await storage.QueueAsync(StorageNames.EventsQueue, cancellationToken), cancellationToken));
    }
}
