using System.Collections.Concurrent;
using OnboardingFlow.Emulators.Storage;

namespace OnboardingFlow.Emulators.KeyVault;

/// <summary>Named things with versions, the oldest first, the last one current; kept over restarts.</summary>
internal sealed class VersionStore<T>
    where T : class, IVersioned
{
    internal const int MaxNames = 10_000;
    internal const int MaxVersions = 500;

    private readonly ConcurrentDictionary<string, IReadOnlyList<T>> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _lock = new();
    private readonly string _kind;
    private readonly StateJournal _journal;
    private readonly Action<T> _keep;
    private readonly Func<string, VaultException> _notFound;

    /// <param name="kind">The journal's name for these.</param>
    /// <param name="journal">Where removals are noted.</param>
    /// <param name="kept">What was there at the start, oldest version first.</param>
    /// <param name="keep">Notes a new or changed version in the journal.</param>
    /// <param name="notFound">The error for an unknown name.</param>
    internal VersionStore(string kind, StateJournal journal, IEnumerable<T> kept, Action<T> keep, Func<string, VaultException> notFound)
    {
        _kind = kind;
        _journal = journal;
        _keep = keep;
        _notFound = notFound;
        foreach (var item in kept)
        {
            _names[item.Name] = [.. All(item.Name), item];
        }
    }

    internal IEnumerable<T> Current => from name in _names orderby name.Key select name.Value[^1];

    internal IReadOnlyList<T> All(string name) => _names.GetValueOrDefault(name) ?? [];

    /// <summary>A version, or the current one when <paramref name="version"/> is empty.</summary>
    /// <exception cref="VaultException">404.</exception>
    internal T Get(string name, string? version)
    {
        if (string.IsNullOrEmpty(version))
        {
            return All(name) is [.., var current] ? current : throw _notFound(name);
        }

        return All(name).FirstOrDefault(v => v.Version == version) ?? throw _notFound($"{name}/{version}");
    }

    /// <exception cref="VaultException">400: a wrong name, or too many.</exception>
    internal T Add(T item)
    {
        VaultNames.Require(item.Name);
        lock (_lock)
        {
            var versions = All(item.Name);
            if (versions.Count >= MaxVersions || (versions.Count == 0 && _names.Count >= MaxNames))
            {
                throw VaultException.BadParameter($"{item.Name}: more than {MaxVersions} versions, or more than {MaxNames} names");
            }

            _keep(item);
            _names[item.Name] = [.. versions, item];
            return item;
        }
    }

    /// <exception cref="VaultException">404.</exception>
    internal T Change(string name, string? version, Func<T, T> change)
    {
        lock (_lock)
        {
            var changed = change(Get(name, version));
            _keep(changed);
            _names[name] = [.. All(name).Select(v => v.Version == changed.Version ? changed : v)];
            return changed;
        }
    }

    /// <summary>Removes all versions.</summary>
    /// <returns>The one that was current.</returns>
    /// <exception cref="VaultException">404.</exception>
    internal T Delete(string name)
    {
        lock (_lock)
        {
            var last = Get(name, null);
            foreach (var item in All(name))
            {
                _journal.Remove(_kind, item.Version);
            }

            _names.TryRemove(name, out _);
            return last;
        }
    }
}
