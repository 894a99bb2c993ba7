using System.Collections.Concurrent;
using System.Globalization;
using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Api.Tests.Hosting;

/// <summary>An index in memory. Its continuation tokens are the number of rows before the page.</summary>
internal sealed class MemoryIndex : IOnboardingIndex
{
    public ConcurrentDictionary<string, OnboardingSummary> Rows { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, List<TimelineEntry>> Entries { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, List<string>> Requests { get; } = new(StringComparer.Ordinal);

    public OnboardingCounts Counts { get; set; } = new(new Dictionary<Core.Workflow.OnboardingStep, long>(), [], [], null);

    public Task RecordAsync(IndexUpdate update, CancellationToken cancellationToken)
    {
        Rows[update.Summary.Id] = update.Summary;
        Entries.GetOrAdd(update.Summary.Id, _ => []).AddRange(update.Entries);
        return Task.CompletedTask;
    }

    public Task NoteAsync(string instanceId, TimelineEntry note, CancellationToken cancellationToken)
    {
        Entries.GetOrAdd(instanceId, _ => []).Add(note);
        return Task.CompletedTask;
    }

    public Task<OnboardingSummary?> FindAsync(string instanceId, CancellationToken cancellationToken) => Task.FromResult(Rows.GetValueOrDefault(instanceId));

    public Task<OnboardingPage> ListAsync(OnboardingFilter filter, int pageSize, string? continuationToken, CancellationToken cancellationToken)
    {
        var skip = continuationToken is null ? 0 : int.Parse(continuationToken, NumberStyles.None, CultureInfo.InvariantCulture);
        var matching = Rows.Values
            .Where(row => (filter.Step is null || (row.Step == filter.Step && row.Outcome is null))
                && (filter.Outcome is null || row.Outcome?.Kind == filter.Outcome)
                && (filter.Code is null || row.Outcome?.Code == filter.Code)
                && (filter.OrganizationId is null || row.OrganizationId == filter.OrganizationId)
                && (filter.CreatedFrom is null || row.CreatedAt >= filter.CreatedFrom)
                && (filter.CreatedTo is null || row.CreatedAt < filter.CreatedTo))
            .OrderByDescending(row => row.CreatedAt)
            .ToList();
        var page = matching.Skip(skip).Take(pageSize).ToList();
        var next = skip + page.Count < matching.Count ? (skip + page.Count).ToString(CultureInfo.InvariantCulture) : null;
        return Task.FromResult(new OnboardingPage(page, next));
    }

    public Task<Timeline?> GetTimelineAsync(string instanceId, CancellationToken cancellationToken) =>
        Task.FromResult(Entries.TryGetValue(instanceId, out var entries) ? new Timeline([.. entries], false) : null);

    public Task<OnboardingCounts> CountAsync(CancellationToken cancellationToken) => Task.FromResult(Counts);

    public Task RemoveAsync(string instanceId, CancellationToken cancellationToken)
    {
        Rows.TryRemove(instanceId, out _);
        Entries.TryRemove(instanceId, out _);
        return Task.CompletedTask;
    }

    public Task RememberRequestAsync(string instanceId, string requestIdHash, CancellationToken cancellationToken)
    {
        Requests.GetOrAdd(instanceId, _ => []).Add(requestIdHash);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> SeenRequestsAsync(string instanceId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>(Requests.GetValueOrDefault(instanceId) ?? []);
}
