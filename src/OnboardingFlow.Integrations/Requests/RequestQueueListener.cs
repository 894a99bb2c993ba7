using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Integrations.Storage;

namespace OnboardingFlow.Integrations.Requests;

/// <summary>
/// Takes requests from the queue: batches of at most 32, at most <see cref="RequestQueueOptions.Concurrency"/> in work, none received that can't be begun
/// at once. When stopping, those in work may finish for <see cref="RequestQueueOptions.StopTimeout"/>; then they are let go.
/// </summary>
internal sealed class RequestQueueListener(
    OnboardingStorage storage, MessageWorker worker, IOptions<RequestQueueOptions> options, TimeProvider time, ILogger<RequestQueueListener> logger)
    : BackgroundService
{
    /// <summary>The most that the queue service gives out at a time.</summary>
    private const int MaxBatch = 32;

    private static readonly TimeSpan ShortestErrorPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestErrorPause = TimeSpan.FromSeconds(30);

    private int _released;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var settings = options.Value;
        using var slots = new SemaphoreSlim(settings.Concurrency);
        using var stopNow = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var grace = stoppingToken.Register(() => stopNow.CancelAfter(settings.StopTimeout));
        logger.Listening(StorageNames.RequestQueue, settings.Concurrency);

        var pause = new PollPause(settings.PollMin, settings.PollMax);
        var errorPause = new PollPause(ShortestErrorPause, LongestErrorPause);
        while (await TakeSlotsAsync(slots, stoppingToken) is var taken and > 0)
        {
            TimeSpan rest;
            try
            {
                var received = await ReceiveAsync(taken, stopNow.Token);
                foreach (var lease in received)
                {
                    _ = Task.Run(() => WorkAsync(lease, slots, stopNow.Token), CancellationToken.None);
                }

                Release(slots, taken - received.Count);
                rest = pause.After(received.Count, taken);
                errorPause = new PollPause(ShortestErrorPause, LongestErrorPause);
            }
            catch (ActivityException fault)
            {
                Release(slots, taken);
                rest = errorPause.After(0, taken);
                logger.CannotReceive(fault.Message, rest);
            }
            catch (OperationCanceledException) when (stopNow.IsCancellationRequested)
            {
                Release(slots, taken);
                break;
            }

            if (rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        // Every slot back means that nothing is in work any more.
        for (var i = 0; i < settings.Concurrency; i++)
        {
            await slots.WaitAsync(CancellationToken.None);
        }

        logger.StoppedListening(_released);
    }

    /// <summary>Waits for a free slot, then takes more that are free, up to a batch. 0 when stopping.</summary>
    private static async Task<int> TakeSlotsAsync(SemaphoreSlim slots, CancellationToken stopping)
    {
        try
        {
            await slots.WaitAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return 0;
        }

        var taken = 1;
        while (taken < MaxBatch && slots.Wait(0, CancellationToken.None))
        {
            taken++;
        }

        return taken;
    }

    private static void Release(SemaphoreSlim slots, int count)
    {
        if (count > 0)
        {
            slots.Release(count);
        }
    }

    private async Task WorkAsync(LeasedMessage lease, SemaphoreSlim slots, CancellationToken stopNow)
    {
        if (!await worker.WorkAsync(lease, stopNow))
        {
            Interlocked.Increment(ref _released);
        }

        slots.Release();
    }

    /// <summary>Not cancelled by a stop at once: what the service gave out and nobody took would stay hidden.</summary>
    private Task<IReadOnlyList<LeasedMessage>> ReceiveAsync(int max, CancellationToken stopNow) => StorageFaults.TranslateAsync<IReadOnlyList<LeasedMessage>>(
        async () =>
        {
            var queue = await storage.QueueAsync(StorageNames.RequestQueue, stopNow);
            var received = await queue.ReceiveMessagesAsync(max, options.Value.VisibilityTimeout, stopNow);
            return [.. received.Value.Select(message => new LeasedMessage(queue, message))];
        },
        stopNow);
}
