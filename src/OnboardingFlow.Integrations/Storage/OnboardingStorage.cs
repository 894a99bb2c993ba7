using System.Collections.Concurrent;
using Azure;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Options;

namespace OnboardingFlow.Integrations.Storage;

/// <summary>The queues and the blob container, each created when it is first used. Messages are plain text (no encoding by the client), and what is put never expires.</summary>
public sealed class OnboardingStorage
{
    /// <summary>What a queue message may hold: the service's 64 KiB less room for XML's escapes.</summary>
    internal const int MaxMessageBytes = 60 * 1024;

    /// <summary>Time to live of a message that stays until somebody deletes it.</summary>
    internal static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    private readonly QueueServiceClient _queues;
    private readonly BlobServiceClient _blobs;
    private readonly ConcurrentDictionary<string, QueueClient> _createdQueues = new(StringComparer.Ordinal);
    private BlobContainerClient? _createdContainer;

    /// <summary>Makes the clients; nothing is sent yet.</summary>
    public OnboardingStorage(IOptions<StorageOptions> options)
    {
        var queueOptions = StorageRetries.Bound(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None });
        var blobOptions = StorageRetries.Bound(new BlobClientOptions());
        if (options.Value.UsesAddresses)
        {
            var credential = new DefaultAzureCredential();
            _queues = new QueueServiceClient(new Uri(options.Value.QueueServiceUri!), credential, queueOptions);
            _blobs = new BlobServiceClient(new Uri(options.Value.BlobServiceUri!), credential, blobOptions);
        }
        else
        {
            _queues = new QueueServiceClient(options.Value.EffectiveConnectionString, queueOptions);
            _blobs = new BlobServiceClient(options.Value.EffectiveConnectionString, blobOptions);
        }
    }

    /// <summary>Creates the three queues and the container where they are missing. Also tells whether storage is in reach.</summary>
    /// <exception cref="Core.Ports.ActivityException">It is not.</exception>
    public Task EnsureCreatedAsync(CancellationToken cancellationToken) => StorageFaults.TranslateAsync(
        async () =>
        {
            foreach (var name in (string[])[StorageNames.RequestQueue, StorageNames.PoisonQueue, StorageNames.EventsQueue])
            {
                await QueueAsync(name, cancellationToken);
            }

            await PoisonContainerAsync(cancellationToken);
        },
        cancellationToken);

    /// <summary>Asks the request queue for its properties.</summary>
    /// <exception cref="Core.Ports.ActivityException">Storage is out of reach, or refuses.</exception>
    public Task CheckAsync(CancellationToken cancellationToken) => StorageFaults.TranslateAsync(
        async () => await (await QueueAsync(StorageNames.RequestQueue, cancellationToken)).GetPropertiesAsync(cancellationToken), cancellationToken);

    internal async ValueTask<QueueClient> QueueAsync(string name, CancellationToken cancellationToken)
    {
        if (_createdQueues.TryGetValue(name, out var known))
        {
            return known;
        }

        var queue = _queues.GetQueueClient(name);
        await CreateUnlessForbiddenAsync(() => queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken));
        return _createdQueues.GetOrAdd(name, queue);
    }

    internal async ValueTask<BlobContainerClient> PoisonContainerAsync(CancellationToken cancellationToken)
    {
        if (_createdContainer is { } known)
        {
            return known;
        }

        var container = _blobs.GetBlobContainerClient(StorageNames.PoisonContainer);
        await CreateUnlessForbiddenAsync(() => container.CreateIfNotExistsAsync(cancellationToken: cancellationToken));
        return _createdContainer = container;
    }

    /// <summary>An identity that may use but not create them needs no right to create: what is missing then shows at its use.</summary>
    private static async Task CreateUnlessForbiddenAsync<T>(Func<Task<T>> create)
    {
        try
        {
            await create();
        }
        catch (RequestFailedException fault) when (fault.ErrorCode is "AuthorizationPermissionMismatch")
        {
            return;
        }
    }
}
