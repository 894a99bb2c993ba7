namespace OnboardingFlow.Emulators.Control;

/// <summary>The newest entries, numbered from 1 without gaps.</summary>
internal sealed class RingLog<T>(int capacity)
{
    private readonly Lock _lock = new();
    private T[] _entries = new T[Math.Min(capacity, 256)];
    private long _count;

    internal void Add(Func<long, T> make)
    {
        lock (_lock)
        {
            if (_count == _entries.Length && _count < capacity)
            {
                Array.Resize(ref _entries, Math.Min(capacity, _entries.Length * 2));
            }

            _entries[_count % _entries.Length] = make(_count + 1);
            _count++;
        }
    }

    /// <summary>Those with a number above <paramref name="number"/> that are still there, oldest first.</summary>
    internal IReadOnlyList<T> After(long number)
    {
        lock (_lock)
        {
            var first = Math.Max(Math.Max(number, 0), _count - _entries.Length);
            var found = new List<T>((int)Math.Max(0, _count - first));
            for (var i = first; i < _count; i++)
            {
                found.Add(_entries[i % _entries.Length]);
            }

            return found;
        }
    }
}
