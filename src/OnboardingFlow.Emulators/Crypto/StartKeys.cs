using System.Collections.Concurrent;

namespace OnboardingFlow.Emulators.Crypto;

/// <summary>
/// The RSA keys of a first start. Making one takes a tenth of a second or more: they are made at the same time, and a test process, which starts
/// many emulators, can share one set among them.
/// </summary>
internal sealed class StartKeys
{
    private readonly ConcurrentDictionary<string, Lazy<RsaPool>> _keys = new(StringComparer.Ordinal);

    /// <summary>The set that the emulators of this process share.</summary>
    internal static StartKeys Shared { get; } = new();

    internal RsaPool this[string purpose] => _keys.GetOrAdd(purpose, static _ => new Lazy<RsaPool>(() => RsaPool.Generate())).Value;

    /// <summary>Makes them side by side.</summary>
    internal void Prepare(params IEnumerable<string> purposes) => Parallel.ForEach(purposes, purpose => _ = this[purpose]);
}
