using System.Collections.Concurrent;

namespace OnboardingFlow.Emulators.KeyVault;

/// <summary>Named things with versions, the oldest first; the last one is current.</summary>
internal sealed class Versions<T>(Func<T, string> versionOf)
    where T : class
{
    internal const int MaxNames = 10_000;
    internal const int MaxVersions = 500;

    private readonly ConcurrentDictionary<string, IReadOnlyList<T>> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _lock = new();

    internal IReadOnlyList<T> All(string name) => _names.GetValueOrDefault(name) ?? [];

    /// <summary>A version, or the current one when <paramref name="version"/> is empty; null: there is none.</summary>
    internal T? Find(string name, string? version) =>
        string.IsNullOrEmpty(version) ? (All(name) is [.., var current] ? current : null) : All(name).FirstOrDefault(v => versionOf(v) == version);

    internal IEnumerable<(string Name, T Current)> Current => from name in _names orderby name.Key select (name.Key, name.Value[^1]);

    /// <exception cref="VaultException">Too many.</exception>
    internal void Add(string name, T item)
    {
        lock (_lock)
        {
            var versions = All(name);
            if (versions.Count >= MaxVersions || (versions.Count == 0 && _names.Count >= MaxNames))
            {
                throw VaultException.BadParameter($"{name}: more than {MaxVersions} versions, or more than {MaxNames} names");
            }

            _names[name] = [.. versions, item];
        }
    }

    /// <summary>Puts a changed version in the place of its former self.</summary>
    internal void Replace(string name, T item)
    {
        lock (_lock)
        {
            _names[name] = [.. All(name).Select(v => versionOf(v) == versionOf(item) ? item : v)];
        }
    }

    internal bool Remove(string name) => _names.TryRemove(name, out _);
}
