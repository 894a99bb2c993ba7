using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Integrations.Storage;

namespace OnboardingFlow.Functions.Tables;

/// <summary>The read model on Azure Tables.</summary>
internal sealed class TableOnboardingIndex(TableStorage storage) : IOnboardingIndex
{
    private const int LargestPage = 200;

    /// <inheritdoc/>
    public Task RecordAsync(IndexUpdate update, CancellationToken cancellationToken) => StorageFaults.TranslateAsync(
        async () => await (await WritesAsync(cancellationToken)).RecordAsync(update, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task NoteAsync(string instanceId, TimelineEntry note, CancellationToken cancellationToken) => StorageFaults.TranslateAsync(
        async () => await (await WritesAsync(cancellationToken)).NoteAsync(instanceId, note, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<OnboardingSummary?> FindAsync(string instanceId, CancellationToken cancellationToken) => StorageFaults.TranslateAsync(
        async () => await (await WritesAsync(cancellationToken)).FindAsync(instanceId, cancellationToken) is { } row ? SummaryRow.Read(row) : null, cancellationToken);

    /// <inheritdoc/>
    public Task<OnboardingPage> ListAsync(OnboardingFilter filter, int pageSize, string? continuationToken, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pageSize, LargestPage);
        var after = continuationToken is null ? null : PagePosition.FromToken(continuationToken, filter);
        return StorageFaults.TranslateAsync(
            async () => await IndexReads.ListAsync(
                await storage.TableAsync(TableStorage.List, cancellationToken), filter, pageSize, after, cancellationToken),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Timeline?> GetTimelineAsync(string instanceId, CancellationToken cancellationToken) => StorageFaults.TranslateAsync(
        async () => await (await WritesAsync(cancellationToken)).FindAsync(instanceId, cancellationToken) is null
            ? null
            : await IndexReads.TimelineAsync(await storage.TableAsync(TableStorage.Onboardings, cancellationToken), instanceId, cancellationToken),
        cancellationToken);

    /// <inheritdoc/>
    public Task<OnboardingCounts> CountAsync(CancellationToken cancellationToken) => StorageFaults.TranslateAsync(
        async () => await IndexReads.CountAsync(await storage.TableAsync(TableStorage.List, cancellationToken), cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task RemoveAsync(string instanceId, CancellationToken cancellationToken) => StorageFaults.TranslateAsync(
        async () => await (await WritesAsync(cancellationToken)).RemoveAsync(instanceId, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task RememberRequestAsync(string instanceId, string requestIdHash, CancellationToken cancellationToken) => StorageFaults.TranslateAsync(
        async () => await SeenRequests.RememberAsync(
            await storage.TableAsync(TableStorage.Onboardings, cancellationToken), instanceId, requestIdHash, cancellationToken),
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> SeenRequestsAsync(string instanceId, CancellationToken cancellationToken) => StorageFaults.TranslateAsync(
        async () => await SeenRequests.ReadAsync(await storage.TableAsync(TableStorage.Onboardings, cancellationToken), instanceId, cancellationToken),
        cancellationToken);

    private async Task<IndexWrites> WritesAsync(CancellationToken cancellationToken) => new(
        await storage.TableAsync(TableStorage.Onboardings, cancellationToken), await storage.TableAsync(TableStorage.List, cancellationToken));
}
