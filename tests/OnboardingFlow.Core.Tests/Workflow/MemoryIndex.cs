using System.Collections.Concurrent;
using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Core.Tests.Workflow;

/// <summary>The read model in memory, as far as Core's own code asks it.</summary>
internal sealed class MemoryIndex : IOnboardingIndex
{
    private readonly ConcurrentDictionary<string, OnboardingSummary> _rows = new();
    private readonly ConcurrentDictionary<(string Id, int Run, int Number), TimelineEntry> _entries = new();
    private readonly ConcurrentQueue<(string Id, TimelineEntry Note)> _notes = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _requests = new();

    /// <summary>What happens while the next update is written.</summary>
    public Action? Meanwhile { get; set; }

    public Task RecordAsync(IndexUpdate update, CancellationToken cancellationToken)
    {
        (var meanwhile, Meanwhile) = (Meanwhile, null);
        meanwhile?.Invoke();
        _rows[update.Summary.Id] = update.Summary;
        for (var i = 0; i < update.Entries.Count; i++)
        {
            _entries[(update.Summary.Id, update.Summary.Run, update.FirstEntry + i)] = update.Entries[i];
        }

        return Task.CompletedTask;
    }

    public Task NoteAsync(string instanceId, TimelineEntry note, CancellationToken cancellationToken)
    {
        _notes.Enqueue((instanceId, note));
        return Task.CompletedTask;
    }

    public Task<OnboardingSummary?> FindAsync(string instanceId, CancellationToken cancellationToken) =>
        Task.FromResult(_rows.GetValueOrDefault(instanceId));

    public Task<Timeline?> GetTimelineAsync(string instanceId, CancellationToken cancellationToken) =>
        Task.FromResult<Timeline?>(Timeline.Of(
            [.. _entries.Where(entry => entry.Key.Id == instanceId).OrderBy(entry => (entry.Key.Run, entry.Key.Number)).Select(entry => entry.Value)],
            [.. _notes.Where(note => note.Id == instanceId).Select(note => note.Note)],
            false));

    public Task RememberRequestAsync(string instanceId, string requestIdHash, CancellationToken cancellationToken)
    {
        _requests.GetOrAdd(instanceId, _ => []).Enqueue(requestIdHash);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> SeenRequestsAsync(string instanceId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. _requests.GetValueOrDefault(instanceId) ?? []]);

    public Task<OnboardingPage> ListAsync(OnboardingFilter filter, int pageSize, string? continuationToken, CancellationToken cancellationToken) =>
        Task.FromResult(new OnboardingPage(
            [
                .. _rows.Values.Where(row =>
                    (filter.Step is null || (row.Step == filter.Step && row.Outcome is null))
                    && (filter.Outcome is null || row.Outcome?.Kind == filter.Outcome)
                    && (filter.CreatedTo is null || row.CreatedAt < filter.CreatedTo)),
            ],
            null));

    public Task<OnboardingCounts> CountAsync(CancellationToken cancellationToken) => throw new NotSupportedException("The workflow never counts.");

    public Task RemoveAsync(string instanceId, CancellationToken cancellationToken)
    {
        _rows.TryRemove(instanceId, out _);
        return Task.CompletedTask;
    }
}
