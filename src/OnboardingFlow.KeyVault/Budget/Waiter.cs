using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.KeyVault.Budget;

/// <summary>One who waits for an operation. Its task ends when the operation may go out.</summary>
internal sealed class Waiter(SigningClass who)
{
    private readonly TaskCompletionSource _granted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SigningClass Who { get; } = who;

    public Task Granted => _granted.Task;

    public void Grant() => _granted.SetResult();

    public void Cancel(CancellationToken cancellationToken) => _granted.SetCanceled(cancellationToken);
}
