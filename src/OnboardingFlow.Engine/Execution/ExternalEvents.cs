using static OnboardingFlow.Engine.History.HistoryEvent;

namespace OnboardingFlow.Engine.Execution;

/// <summary>External events that nobody took yet, in the order of their arrival, and those who wait for one. Each event completes exactly one waiter.</summary>
internal sealed class ExternalEvents
{
    private readonly List<ExternalEventRaised> _buffered = [];
    private readonly List<Waiter> _waiters = [];

    public IReadOnlyList<ExternalEventRaised> Buffered => _buffered;

    public bool AnyoneWaits => _waiters.Count > 0;

    /// <summary>Hands the event to who waits longest for its name, or keeps it.</summary>
    public void Raise(ExternalEventRaised raised)
    {
        var index = _waiters.FindIndex(w => w.Name == raised.Name);
        if (index < 0)
        {
            _buffered.Add(raised);
            return;
        }

        var waiter = _waiters[index];
        _waiters.RemoveAt(index);
        waiter.Registration.Dispose();
        TurnSynchronizationContext.Complete((waiter, raised), x => x.waiter.Completion.SetResult(x.raised.Payload));
    }

    /// <summary>The oldest kept event of that name, which is then no longer kept.</summary>
    public ExternalEventRaised? TakeBuffered(string name)
    {
        var index = _buffered.FindIndex(e => e.Name == name);
        if (index < 0)
        {
            return null;
        }

        var raised = _buffered[index];
        _buffered.RemoveAt(index);
        return raised;
    }

    public Waiter Wait(string name)
    {
        var waiter = new Waiter(name);
        _waiters.Add(waiter);
        return waiter;
    }

    public void Cancel(Waiter waiter, CancellationToken cancellationToken)
    {
        if (_waiters.Remove(waiter))
        {
            TurnSynchronizationContext.Complete((waiter, cancellationToken), x => x.waiter.Completion.SetCanceled(x.cancellationToken));
        }
    }

    /// <summary>The code has ended: events that still come are kept for the next execution.</summary>
    public void DropWaiters() => _waiters.Clear();

    internal sealed class Waiter(string name)
    {
        public string Name { get; } = name;

        public TaskCompletionSource<string?> Completion { get; } = new();

        public CancellationTokenRegistration Registration { get; set; }
    }
}
