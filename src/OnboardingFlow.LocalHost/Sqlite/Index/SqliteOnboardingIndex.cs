using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.LocalHost.Sqlite.Index;

/// <summary>The read model in <c>index.db</c>.</summary>
internal sealed class SqliteOnboardingIndex : IOnboardingIndex, IAsyncDisposable
{
    /// <summary>Name of the file in the data folder.</summary>
    public const string FileName = "index.db";

    /// <summary>Most rows of a page.</summary>
    public const int LargestPage = 200;

    private readonly SqliteFile file;
    private readonly SqliteWriter writer;
    private long version;

    /// <exception cref="ActivityException">The file is damaged, of a newer release, or can't be opened.</exception>
    public SqliteOnboardingIndex(string dataDirectory)
    {
        (file, var connection) = SqliteFile.Open(Path.Combine(dataDirectory, FileName), IndexSchema.Migrations);
        writer = new SqliteWriter(file, connection);
    }

    /// <summary>Grows with each change of what lists and timelines show, in this process.</summary>
    public long Version => Interlocked.Read(ref version);

    /// <inheritdoc/>
    public async Task RecordAsync(IndexUpdate update, CancellationToken cancellationToken)
    {
        await writer.WriteAsync(sql => IndexWrites.Record(sql, update), erases: false, cancellationToken);
        Interlocked.Increment(ref version);
    }

    /// <inheritdoc/>
    public async Task NoteAsync(string instanceId, TimelineEntry note, CancellationToken cancellationToken)
    {
        await writer.WriteAsync(sql => IndexWrites.Note(sql, instanceId, note), erases: false, cancellationToken);
        Interlocked.Increment(ref version);
    }

    /// <inheritdoc/>
    public Task<OnboardingSummary?> FindAsync(string instanceId, CancellationToken cancellationToken) =>
        file.ReadAsync(connection => IndexReads.Find(connection, instanceId), cancellationToken);

    /// <inheritdoc/>
    public async Task<OnboardingPage> ListAsync(
        OnboardingFilter filter, int pageSize, string? continuationToken, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pageSize, LargestPage);
        var after = continuationToken is null ? null : PagePosition.FromToken(continuationToken, filter);
        return PageQuery.For(filter, after) is { } query
            ? await file.ReadAsync(connection => IndexReads.List(connection, query, filter, pageSize), cancellationToken)
            : new([], ContinuationToken: null);
    }

    /// <inheritdoc/>
    public Task<Timeline?> GetTimelineAsync(string instanceId, CancellationToken cancellationToken) =>
        file.ReadAsync(connection => IndexReads.Timeline(connection, instanceId), cancellationToken);

    /// <inheritdoc/>
    public Task<OnboardingCounts> CountAsync(CancellationToken cancellationToken) => file.ReadAsync(IndexReads.Count, cancellationToken);

    /// <summary>What the operations page shows first. It reads counts that are kept and ends of indexes: as fast with a million onboardings as with ten.</summary>
    /// <param name="now">The last hour of its chart.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public Task<Overview> ReadOverviewAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        file.ReadAsync(connection => OverviewReads.Read(connection, now), cancellationToken);

    /// <inheritdoc/>
    public async Task RemoveAsync(string instanceId, CancellationToken cancellationToken)
    {
        await writer.WriteAsync(sql => IndexWrites.Remove(sql, instanceId), erases: false, cancellationToken);
        Interlocked.Increment(ref version);
    }

    /// <inheritdoc/>
    public Task RememberRequestAsync(string instanceId, string requestIdHash, CancellationToken cancellationToken) =>
        writer.WriteAsync(sql => IndexWrites.Remember(sql, instanceId, requestIdHash), erases: false, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> SeenRequestsAsync(string instanceId, CancellationToken cancellationToken) =>
        file.ReadAsync(connection => IndexReads.SeenRequests(connection, instanceId), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        file.CloseReaders();
        await writer.DisposeAsync();
    }
}
