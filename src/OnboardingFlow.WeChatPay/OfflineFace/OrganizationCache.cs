using System.Collections.Concurrent;
using OnboardingFlow.Core.Contracts;

namespace OnboardingFlow.WeChatPay.OfflineFace;

/// <summary>
/// Organizations that were found, for ten minutes and at most 1,000: a school's thousands of persons would otherwise each cost a signature for the same answer.
/// Callers at the same time share one look-up. What isn't found and what fails is not kept.
/// </summary>
internal sealed class OrganizationCache(TimeProvider time)
{
    private const int Capacity = 1000;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>The organization, from here or by the look-up. One caller's cancellation doesn't end the look-up that others wait for.</summary>
    /// <param name="organizationId">Which.</param>
    /// <param name="find">The look-up; it bounds its own time.</param>
    /// <param name="cancellationToken">Ends this caller's wait.</param>
    public async Task<Organization?> GetAsync(string organizationId, Func<Task<Organization?>> find, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_entries.TryGetValue(organizationId, out var entry) && entry.EndsAt <= now)
        {
            _entries.TryRemove(KeyValuePair.Create(organizationId, entry));
        }

        MakeRoom(now);
        entry = _entries.GetOrAdd(organizationId, static (_, s) => new Entry(new Lazy<Task<Organization?>>(s.find), s.EndsAt), (find, EndsAt: now + Life));
        try
        {
            var found = await entry.Flight.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (found is null)
            {
                _entries.TryRemove(KeyValuePair.Create(organizationId, entry));
            }

            return found;
        }
        catch (Exception) when (entry.Flight.Value.IsFaulted || entry.Flight.Value.IsCanceled)
        {
            _entries.TryRemove(KeyValuePair.Create(organizationId, entry));
            throw;
        }
    }

    private void MakeRoom(DateTimeOffset now)
    {
        if (_entries.Count < Capacity)
        {
            return;
        }

        foreach (var pair in _entries.Where(p => p.Value.EndsAt <= now))
        {
            _entries.TryRemove(pair);
        }

        // Those nearest their end make room, a tenth at once so that this stays rare.
        foreach (var pair in _entries.Count < Capacity ? [] : _entries.OrderBy(p => p.Value.EndsAt).Take(Capacity / 10).ToArray())
        {
            _entries.TryRemove(pair);
        }
    }

    private sealed class Entry(Lazy<Task<Organization?>> flight, DateTimeOffset endsAt)
    {
        public Lazy<Task<Organization?>> Flight { get; } = flight;

        public DateTimeOffset EndsAt { get; } = endsAt;
    }
}
