using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.KeyVault.Caching;

/// <summary>
/// Values read from the vault by name: one read at a time for each, shared by all who ask; when the vault can't be reached, the last value serves on for up
/// to <see cref="StaleLimit"/>. A failed read is not kept.
/// </summary>
/// <param name="fresh">How long a value is used without asking again.</param>
/// <param name="capacity">How many values are kept; beyond it the one read longest ago goes.</param>
/// <param name="time">The clock.</param>
/// <param name="onStale">Told the name and the fault when an old value serves on.</param>
internal sealed class SingleFlightCache<TValue>(TimeSpan fresh, int capacity, TimeProvider time, Action<string, ActivityException>? onStale = null)
{
    /// <summary>How old a value may be that serves on while the vault can't be reached.</summary>
    internal static readonly TimeSpan StaleLimit = TimeSpan.FromHours(1);

    private static readonly TimeSpan StaleRetry = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Task<TValue>> _reads = new(StringComparer.Ordinal);

    /// <summary>The value, read when there is no fresh one. The read itself isn't cancelled with the caller: others may share it.</summary>
    public Task<TValue> GetAsync(string name, Func<string, CancellationToken, Task<TValue>> read, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(name, out var entry) && time.GetUtcNow() < entry.FreshUntil)
            {
                return Task.FromResult(entry.Value);
            }

            if (!_reads.TryGetValue(name, out var reading))
            {
                reading = Task.Run(() => ReadAsync(name, read, entry), CancellationToken.None);
                _reads.Add(name, reading);
            }

            return reading.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The next <see cref="GetAsync"/> asks again.</summary>
    public void Forget(string name)
    {
        lock (_lock)
        {
            _entries.Remove(name);
        }
    }

    private async Task<TValue> ReadAsync(string name, Func<string, CancellationToken, Task<TValue>> read, Entry? last)
    {
        try
        {
            var value = await read(name, CancellationToken.None);
            Keep(name, new Entry(value, time.GetUtcNow(), time.GetUtcNow() + fresh));
            return value;
        }
        catch (ActivityException fault) when (fault.ErrorType == ErrorTypes.Transient && last is not null && time.GetUtcNow() - last.ReadAt < StaleLimit)
        {
            Keep(name, last with { FreshUntil = time.GetUtcNow() + StaleRetry });
            onStale?.Invoke(name, fault);
            return last.Value;
        }
        finally
        {
            lock (_lock)
            {
                _reads.Remove(name);
            }
        }
    }

    private void Keep(string name, Entry entry)
    {
        lock (_lock)
        {
            if (!_entries.ContainsKey(name) && _entries.Count >= capacity)
            {
                _entries.Remove(_entries.MinBy(pair => pair.Value.ReadAt).Key);
            }

            _entries[name] = entry;
        }
    }

    private sealed record Entry(TValue Value, DateTimeOffset ReadAt, DateTimeOffset FreshUntil);
}
