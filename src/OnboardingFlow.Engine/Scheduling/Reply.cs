namespace OnboardingFlow.Engine.Scheduling;

/// <summary>The answer that a client waits for.</summary>
internal sealed class Reply<T>
{
    private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Task => _source.Task;

    public void Set(T answer) => _source.TrySetResult(answer);

    public void Fail(Exception exception) => _source.TrySetException(exception);
}
