using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace OnboardingFlow.Emulators.WeChatPay.Transport;

/// <summary>
/// Nonces seen, so that a call can't be sent again. A timestamp is good for five minutes before and after, hence a nonce is remembered for ten at least.
/// Two generations, so that forgetting costs nothing; at most <see cref="MaxPerGeneration"/> each.
/// </summary>
internal sealed class NonceMemory(TimeProvider time)
{
    internal const int MaxPerGeneration = 500_000;

    private static readonly TimeSpan Generation = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private ConcurrentDictionary<UInt128, byte> _current = new();
    private ConcurrentDictionary<UInt128, byte> _previous = new();
    private int _count;
    private long _startedAt = time.GetTimestamp();

    /// <returns>False when it was seen before.</returns>
    internal bool TryUse(string mchId, string nonce)
    {
        var key = BitConverter.ToUInt128(SHA256.HashData(Encoding.UTF8.GetBytes($"{mchId}\n{nonce}")));
        if (Volatile.Read(ref _count) >= MaxPerGeneration || time.GetElapsedTime(Volatile.Read(ref _startedAt)) > Generation)
        {
            Rotate();
        }

        if (_previous.ContainsKey(key) || !_current.TryAdd(key, 0))
        {
            return false;
        }

        Interlocked.Increment(ref _count);
        return true;
    }

    private void Rotate()
    {
        lock (_lock)
        {
            if (_count < MaxPerGeneration && time.GetElapsedTime(_startedAt) <= Generation)
            {
                return;
            }

            _previous = _current;
            _current = new ConcurrentDictionary<UInt128, byte>();
            _count = 0;
            _startedAt = time.GetTimestamp();
        }
    }
}
