namespace OnboardingFlow.Benchmarks.Capacity;

/// <summary>Keeps what the budget lets go on for the simulation's one thread, in order: a run gives the same figures each time.</summary>
internal sealed class Continuations : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _waiting = new();

    public override void Post(SendOrPostCallback d, object? state) => _waiting.Enqueue((d, state));

    public void RunAll()
    {
        while (_waiting.TryDequeue(out var next))
        {
            next.Callback(next.State);
        }
    }
}
