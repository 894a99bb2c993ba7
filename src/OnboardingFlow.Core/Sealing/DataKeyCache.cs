using System.Security.Cryptography;

namespace OnboardingFlow.Core.Sealing;

/// <summary>
/// Unwrapped data keys, kept for minutes so that the steps of one onboarding don't each cost a private-key operation. Keys lie in memory that
/// isn't moved, so that no copy stays behind, and are zeroed when they leave.
/// </summary>
internal sealed class DataKeyCache(TimeProvider time) : IDisposable
{
    /// <summary>How long a key is kept after it was unwrapped, used or not.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>Most keys at once; the one that is kept longest leaves first.</summary>
    public const int Capacity = 2048;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _byId = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _oldestFirst = new();

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _byId.Count;
            }
        }
    }

    /// <summary>Copies a key out, for the caller to use and zero. False when it isn't here.</summary>
    public bool TryCopy(string keyId, Span<byte> destination)
    {
        lock (_gate)
        {
            RemoveExpired();
            if (!_byId.TryGetValue(keyId, out var node))
            {
                return false;
            }

            node.Value.Key.CopyTo(destination);
            return true;
        }
    }

    public void Put(string keyId, string instanceId, ReadOnlySpan<byte> key)
    {
        lock (_gate)
        {
            RemoveExpired();
            if (_byId.TryGetValue(keyId, out var present))
            {
                Remove(present);
            }

            while (_byId.Count >= Capacity)
            {
                Remove(_oldestFirst.First!);
            }

            var copy = GC.AllocateArray<byte>(key.Length, pinned: true);
            key.CopyTo(copy);
            _byId[keyId] = _oldestFirst.AddLast(new Entry(keyId, instanceId, copy, time.GetTimestamp()));
        }
    }

    public void Forget(string keyId)
    {
        lock (_gate)
        {
            if (_byId.TryGetValue(keyId, out var node))
            {
                Remove(node);
            }
        }
    }

    public void ForgetInstance(string instanceId)
    {
        lock (_gate)
        {
            for (var node = _oldestFirst.First; node is not null;)
            {
                var next = node.Next;
                if (node.Value.InstanceId == instanceId)
                {
                    Remove(node);
                }

                node = next;
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            while (_oldestFirst.First is { } node)
            {
                Remove(node);
            }
        }
    }

    private void RemoveExpired()
    {
        while (_oldestFirst.First is { } node && time.GetElapsedTime(node.Value.PutAt) >= Lifetime)
        {
            Remove(node);
        }
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        CryptographicOperations.ZeroMemory(node.Value.Key);
        _byId.Remove(node.Value.KeyId);
        _oldestFirst.Remove(node);
    }

    private sealed record Entry(string KeyId, string InstanceId, byte[] Key, long PutAt);
}
