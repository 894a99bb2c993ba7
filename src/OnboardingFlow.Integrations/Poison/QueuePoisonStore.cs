using Azure.Storage.Queues;
using OnboardingFlow.Core.Intake;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Integrations.Requests;
using OnboardingFlow.Integrations.Storage;

namespace OnboardingFlow.Integrations.Poison;

/// <summary>
/// The poison store over the poison queue. A queue can't be searched: the oldest 32 can be peeked at, and to get at one by its id messages are received
/// (hidden), looked at and shown again, at most <see cref="MaxScanned"/> of them.
/// </summary>
internal sealed class QueuePoisonStore(OnboardingStorage storage, IntakeEffects effects) : IPoisonStore
{
    /// <summary>How many messages are looked through for one.</summary>
    public const int MaxScanned = 4096;

    /// <summary>The most that the queue service shows or gives out at a time.</summary>
    private const int MaxBatch = 32;

    /// <summary>How long messages stay hidden should a look not come to its end.</summary>
    private static readonly TimeSpan Hidden = TimeSpan.FromSeconds(60);

    public Task<PoisonPage> ListAsync(CancellationToken cancellationToken) => StorageFaults.TranslateAsync(
        async () =>
        {
            var queue = await QueueAsync(cancellationToken);
            var peeked = await queue.PeekMessagesAsync(MaxBatch, cancellationToken);
            var properties = await queue.GetPropertiesAsync(cancellationToken);
            var items = peeked.Value.Select(PoisonReader.Read).DistinctBy(item => item.MessageId, StringComparer.Ordinal).ToList();
            return new PoisonPage(items, properties.Value.ApproximateMessagesCount);
        },
        cancellationToken);

    public Task<PoisonMessage?> FindAsync(string messageId, CancellationToken cancellationToken) => StorageFaults.TranslateAsync(
        async () =>
        {
            var queue = await QueueAsync(cancellationToken);
            var peeked = await queue.PeekMessagesAsync(MaxBatch, cancellationToken);
            return peeked.Value.Select(PoisonReader.Read).FirstOrDefault(item => item.MessageId == messageId)
                ?? await WithMessageAsync(queue, messageId, async (lease, poison) =>
                {
                    await lease.HideAsync(TimeSpan.Zero, cancellationToken);
                    return poison;
                }, cancellationToken);
        },
        cancellationToken);

    public Task<RequeueResult> RequeueAsync(string messageId, string? repairedSealed, CancellationToken cancellationToken) => StorageFaults.TranslateAsync(
        async () =>
        {
            var queue = await QueueAsync(cancellationToken);
            return await WithMessageAsync<RequeueResult?>(queue, messageId, async (lease, poison) =>
            {
                if ((repairedSealed ?? poison.Sealed) is not { } envelope)
                {
                    await lease.HideAsync(TimeSpan.Zero, cancellationToken);
                    return RequeueResult.NeedsRepair;
                }

                var copy = new SealedCopy(poison.MessageId, poison.FirstSeen, poison.Tries, envelope);
                await effects.PutCopyAsync(copy, TimeSpan.Zero, cancellationToken);
                await RemoveAsync(lease, poison, cancellationToken);
                return RequeueResult.Done;
            }, cancellationToken) ?? RequeueResult.NotFound;
        },
        cancellationToken);

    public Task<bool> DeleteAsync(string messageId, CancellationToken cancellationToken) => StorageFaults.TranslateAsync(
        async () =>
        {
            var queue = await QueueAsync(cancellationToken);
            return await WithMessageAsync(queue, messageId, async (lease, poison) =>
            {
                await RemoveAsync(lease, poison, cancellationToken);
                return true;
            }, cancellationToken);
        },
        cancellationToken);

    private ValueTask<QueueClient> QueueAsync(CancellationToken cancellationToken) => storage.QueueAsync(StorageNames.PoisonQueue, cancellationToken);

    /// <summary>The blob first: a message that names a missing blob can still be deleted, a blob that no message names could not be found.</summary>
    private async Task RemoveAsync(LeasedMessage lease, PoisonMessage poison, CancellationToken cancellationToken)
    {
        if (poison.SealedBlob is { } blob)
        {
            var container = await storage.PoisonContainerAsync(cancellationToken);
            await container.DeleteBlobIfExistsAsync(blob, cancellationToken: cancellationToken);
        }

        await lease.DeleteAsync(cancellationToken);
    }

    /// <summary>Finds the message by its id and does something with it while it is hidden from others; shows the rest again. Default when there is none.</summary>
    private static async Task<T?> WithMessageAsync<T>(
        QueueClient queue, string messageId, Func<LeasedMessage, PoisonMessage, Task<T>> act, CancellationToken cancellationToken)
    {
        var others = new List<LeasedMessage>();
        try
        {
            while (others.Count < MaxScanned)
            {
                var batch = (await queue.ReceiveMessagesAsync(MaxBatch, Hidden, cancellationToken)).Value;
                if (batch.Length == 0)
                {
                    return default;
                }

                var leases = batch.Select(message => new LeasedMessage(queue, message)).ToList();
                var found = leases.Find(lease => PoisonReader.Read(lease.Message).MessageId == messageId);
                others.AddRange(leases.Where(lease => lease != found));
                if (found is not null)
                {
                    return await act(found, PoisonReader.Read(found.Message));
                }
            }

            return default;
        }
        finally
        {
            await ShowAgainAsync(others);
        }
    }

    /// <summary>Also after a cancellation: what stays hidden comes back by itself, but late.</summary>
    private static Task ShowAgainAsync(List<LeasedMessage> leases) => Parallel.ForEachAsync(
        leases,
        new ParallelOptions { MaxDegreeOfParallelism = 8 },
        async (lease, _) => await lease.HideAsync(TimeSpan.Zero, CancellationToken.None));
}
