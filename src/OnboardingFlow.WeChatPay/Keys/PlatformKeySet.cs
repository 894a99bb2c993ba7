using System.Collections.Frozen;

namespace OnboardingFlow.WeChatPay.Keys;

/// <summary>WeChat Pay's keys that are trusted at one moment.</summary>
internal sealed class PlatformKeySet
{
    private readonly FrozenDictionary<string, PlatformKey> _bySerial;
    private readonly PlatformKey[] _inOrder;

    public PlatformKeySet(IEnumerable<PlatformKey> keys)
    {
        _inOrder = [.. keys];
        _bySerial = _inOrder.ToFrozenDictionary(k => k.Serial, StringComparer.Ordinal);
    }

    /// <summary>All of them, in the order given.</summary>
    public IReadOnlyList<PlatformKey> All => _inOrder;

    /// <summary>Whether a public key is among them.</summary>
    public bool HasPublicKey => _inOrder.Any(static k => k.IsPublicKey);

    /// <summary>The key of a serial, unless there is none or its certificate has ended.</summary>
    public PlatformKey? Find(string serial, DateTimeOffset now) =>
        _bySerial.TryGetValue(serial, out var key) && key.IsLive(now) ? key : null;

    /// <summary>The key that encrypts: the first public key listed if there is one, else the certificate that ends last; null when there is none.</summary>
    public PlatformKey? Encrypting(DateTimeOffset now)
    {
        PlatformKey? best = null;
        foreach (var key in _inOrder)
        {
            if (key.IsPublicKey)
            {
                return key;
            }

            if (key.IsLive(now) && (best is null || key.EndsAt > best.EndsAt))
            {
                best = key;
            }
        }

        return best;
    }
}
