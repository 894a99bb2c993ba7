namespace OnboardingFlow.Engine.Execution;

/// <summary>
/// Where an orchestration's continuations run: on the engine's loop thread, during a turn, one after the other. A continuation that arrives from
/// elsewhere means that the code awaited a task that isn't from its context; it isn't run, and the instance is told.
/// </summary>
internal sealed class TurnSynchronizationContext : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = new();
    private Action? _foreign;
    private volatile bool _sawForeign;
    private volatile int _turnThread;

    /// <summary>Whether something came from outside a turn.</summary>
    public bool SawForeign => _sawForeign;

    /// <summary>Called once, on any thread, when something comes from outside a turn.</summary>
    public Action? OnForeign
    {
        set => _foreign = value;
    }

    /// <summary>Whether the calling code is the orchestration in its turn.</summary>
    public bool IsCurrent => InTurn && Current == this;

    private bool InTurn => _turnThread == Environment.CurrentManagedThreadId;

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (InTurn)
        {
            _queue.Enqueue((d, state));
        }
        else
        {
            ReportForeign();
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("An orchestration's context takes no synchronous calls.");

    public override SynchronizationContext CreateCopy() => this;

    public void ReportForeign()
    {
        if (!_sawForeign)
        {
            _sawForeign = true;
            _foreign?.Invoke();
        }
    }

    /// <summary>Runs a turn: <paramref name="turn"/> with this context as the current one.</summary>
    public void Run(Action turn)
    {
        var previous = Current;
        _turnThread = Environment.CurrentManagedThreadId;
        SetSynchronizationContext(this);
        try
        {
            turn();
        }
        finally
        {
            SetSynchronizationContext(previous);
            _turnThread = 0;
        }
    }

    /// <summary>Runs posted continuations until none is left.</summary>
    public void Pump()
    {
        while (_queue.TryDequeue(out var next))
        {
            next.Callback(next.State);
        }
    }

    /// <summary>Completes a task so that whoever awaits it continues by <see cref="Post"/> and never inside the completing call.</summary>
    public static void Complete<T>(T state, Action<T> completion)
    {
        var previous = Current;
        SetSynchronizationContext(null);
        try
        {
            completion(state);
        }
        finally
        {
            SetSynchronizationContext(previous);
        }
    }
}
