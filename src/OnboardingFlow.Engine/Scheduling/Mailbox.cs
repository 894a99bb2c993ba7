namespace OnboardingFlow.Engine.Scheduling;

/// <summary>
/// Many threads put in, one takes out all that is there. What goes in is bounded by those who put in: client calls by
/// <see cref="EngineOptions.MaxPendingOperations"/>, the rest by activities that run and turns that are committed.
/// </summary>
internal sealed class Mailbox<T>(IdleGate gate)
{
    private readonly object _lock = new();
    private List<T> _items = [];
    private bool _closed;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _items.Count;
            }
        }
    }

    /// <summary>Puts an item in; false when the mailbox is closed.</summary>
    public bool Post(T item)
    {
        gate.Enter();
        lock (_lock)
        {
            if (!_closed)
            {
                _items.Add(item);
                Monitor.Pulse(_lock);
                return true;
            }
        }

        gate.Leave();
        return false;
    }

    /// <summary>Waits for items and swaps them for the (emptied) list given. False when closed and empty. The taker leaves the gate for each.</summary>
    public bool Take(ref List<T> items)
    {
        items.Clear();
        lock (_lock)
        {
            while (_items.Count == 0)
            {
                if (_closed)
                {
                    return false;
                }

                Monitor.Wait(_lock);
            }

            (items, _items) = (_items, items);
            return true;
        }
    }

    /// <summary>As <see cref="Take"/>, but false at once when nothing is there.</summary>
    public bool TryTake(ref List<T> items) => Count > 0 && Take(ref items);

    /// <summary>Takes no more; what is in can still be taken unless <paramref name="discard"/>.</summary>
    public void Close(bool discard)
    {
        lock (_lock)
        {
            _closed = true;
            if (discard)
            {
                gate.Leave(_items.Count);
                _items.Clear();
            }

            Monitor.PulseAll(_lock);
        }
    }
}
