using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Core.Operations;

/// <summary>Operations on everything that a filter matches. The index finds them, each is then looked at anew, so that one which moved on meanwhile is refused.</summary>
public sealed class BulkOperations(IOnboardingIndex index, OnboardingOperations operations)
{
    /// <summary>Most onboardings that one call takes.</summary>
    public const int MaxMatches = 10_000;

    private const int PageSize = 200;
    private const int Parallelism = 8;

    /// <summary>Carries out the order. What was done stays done when the call is cancelled half-way; calling again goes on with the rest.</summary>
    public async Task<BulkAnswer> RunAsync(BulkOrder order, CancellationToken cancellationToken)
    {
        var (ids, truncated) = await MatchAsync(order, cancellationToken);
        if (order.DryRun)
        {
            return new BulkAnswer(ids.Count, 0, 0, truncated);
        }

        var done = 0;
        await Parallel.ForEachAsync(
            ids,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (id, token) =>
            {
                if ((await ApplyAsync(order, id, token)).Verdict == OperationVerdict.Done)
                {
                    Interlocked.Increment(ref done);
                }
            });
        return new BulkAnswer(ids.Count, done, ids.Count - done, truncated);
    }

    private async Task<(List<string> Ids, bool Truncated)> MatchAsync(BulkOrder order, CancellationToken cancellationToken)
    {
        // All ids first: a purge changes what later pages would hold.
        var ids = new List<string>();
        string? next = null;
        do
        {
            var page = await index.ListAsync(order.Filter, PageSize, next, cancellationToken);
            ids.AddRange(page.Items.Select(item => item.Id));
            next = page.ContinuationToken;
        }
        while (next is not null && ids.Count < MaxMatches);
        return (ids, next is not null);
    }

    private Task<OperationAnswer> ApplyAsync(BulkOrder order, string id, CancellationToken cancellationToken) => order.Action switch
    {
        BulkAction.Retry => operations.RetryAsync(id, order.Reason, cancellationToken),
        BulkAction.Suspend => operations.SuspendAsync(id, order.Reason, cancellationToken),
        BulkAction.Resume => operations.ResumeAsync(id, order.Reason, cancellationToken),
        BulkAction.Cancel => operations.CancelAsync(id, order.TerminateContract, order.Reason, cancellationToken),
        BulkAction.Terminate => operations.TerminateAsync(id, order.Reason, cancellationToken),
        BulkAction.Purge => operations.PurgeAsync(id, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(order), order.Action, "Unknown bulk action."),
    };
}
