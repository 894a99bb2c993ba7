using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.Storage;

namespace OnboardingFlow.Engine;

/// <summary>One bulk operation: finds the instances page by page and has the client do it to each, some at a time.</summary>
internal sealed class BulkRun(EngineClient client, ReaderPool readers)
{
    private const int PageSize = 500;
    private const int AtOnce = 32;

    public async Task<BulkResult> RunAsync(BulkOperation operation, InstanceFilter filter, string? reason, bool dryRun, CancellationToken cancellationToken)
    {
        var (matched, done) = (0, 0);
        foreach (var status in StatusesOf(operation))
        {
            var (before, beforeKey) = (filter.CreatedTo, long.MinValue);
            List<InstanceRow> page;
            do
            {
                page = await readers.ReadAsync(reader => reader.Page(status, filter, before, beforeKey, PageSize), cancellationToken);
                matched += page.Count;
                done += dryRun ? 0 : await ApplyAsync(operation, page, reason, cancellationToken);
                (before, beforeKey) = page is [.., var last] ? (last.CreatedAt, last.Key) : (before, beforeKey);
            }
            while (page.Count == PageSize);
        }

        return new BulkResult(matched, done, dryRun ? 0 : matched - done);
    }

    /// <summary>Where it means something, in an order in which nobody moves from a status that was looked at to one that comes.</summary>
    private static RuntimeStatus[] StatusesOf(BulkOperation operation) => operation switch
    {
        BulkOperation.Suspend => [RuntimeStatus.Running, RuntimeStatus.Pending],
        BulkOperation.Resume => [RuntimeStatus.Suspended],
        BulkOperation.Terminate => [RuntimeStatus.Suspended, RuntimeStatus.Running, RuntimeStatus.Pending],
        BulkOperation.Rewind => [RuntimeStatus.Failed],
        BulkOperation.Purge => [RuntimeStatus.Completed, RuntimeStatus.Failed, RuntimeStatus.Terminated],
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "There is no such bulk operation."),
    };

    /// <summary>Returns how many it was done to.</summary>
    private async Task<int> ApplyAsync(BulkOperation operation, List<InstanceRow> page, string? reason, CancellationToken cancellationToken)
    {
        var done = 0;
        await Parallel.ForEachAsync(
            page,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (row, cancel) =>
            {
                if (await ApplyAsync(operation, row.Id, reason, cancel) == OperationResult.Done)
                {
                    Interlocked.Increment(ref done);
                }
            });
        return done;
    }

    private Task<OperationResult> ApplyAsync(BulkOperation operation, string id, string? reason, CancellationToken cancellationToken) => operation switch
    {
        BulkOperation.Suspend => client.SuspendAsync(id, reason, cancellationToken),
        BulkOperation.Resume => client.ResumeAsync(id, reason, cancellationToken),
        BulkOperation.Terminate => client.TerminateAsync(id, reason, cancellationToken),
        BulkOperation.Rewind => client.RewindAsync(id, reason, cancellationToken),
        _ => client.PurgeAsync(id, cancellationToken),
    };
}
