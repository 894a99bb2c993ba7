namespace OnboardingFlow.Engine.Scheduling;

/// <summary>Counts what is under way (messages, turns, commits, activities). Whoever hands work on enters for the next before leaving for the last.</summary>
internal sealed class IdleGate
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _idle;
    private long _underWay;

    public void Enter(int count = 1)
    {
        lock (_lock)
        {
            _underWay += count;
        }
    }

    public void Leave(int count = 1)
    {
        TaskCompletionSource? idle = null;
        lock (_lock)
        {
            _underWay -= count;
            if (_underWay == 0)
            {
                (idle, _idle) = (_idle, null);
            }
        }

        idle?.SetResult();
    }

    public Task WaitAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_underWay == 0)
            {
                return Task.CompletedTask;
            }

            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task.WaitAsync(cancellationToken);
        }
    }
}
