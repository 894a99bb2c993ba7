using System.Reflection;
using DurableTask.Core;

namespace OnboardingFlow.Functions.Tests.Contract;

/// <summary>
/// An orchestration service whose start and stop belong to <see cref="DurableTaskHost"/>. Durable Task's test service stops it in an <c>async void</c> method
/// whether or not it has started it, and Azure Storage's falls over a stop without a start: that would end the process.
/// </summary>
public class OwnedService : DispatchProxy
{
    private readonly TaskCompletionSource _orchestrationsServed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _activitiesServed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _stopAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IOrchestrationService? _service;

    /// <summary>Both dispatchers have started and ask for work: from here on a stop finds everything that it stops.</summary>
    public Task Served => Task.WhenAll(_orchestrationsServed.Task, _activitiesServed.Task);

    /// <summary>The dispatchers have ended, with all work that they had taken.</summary>
    public Task StopAsked => _stopAsked.Task;

    public static (IOrchestrationService Given, OwnedService Owned) Of(IOrchestrationService service)
    {
        var given = Create<IOrchestrationService, OwnedService>();
        var owned = (OwnedService)given;
        owned._service = service;
        return (given, owned);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        switch (targetMethod.Name)
        {
            case nameof(IOrchestrationService.StartAsync):
                return Task.CompletedTask;
            case nameof(IOrchestrationService.StopAsync):
                _stopAsked.TrySetResult();
                return Task.CompletedTask;
            case nameof(IOrchestrationService.LockNextTaskOrchestrationWorkItemAsync):
                _orchestrationsServed.TrySetResult();
                EndWhenStopped(args);
                break;
            case nameof(IOrchestrationService.LockNextTaskActivityWorkItem):
                _activitiesServed.TrySetResult();
                EndWhenStopped(args);
                break;
        }

        return targetMethod.Invoke(_service, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);
    }

    /// <summary>A dispatcher ends by this exception only; Azure Storage answers a cancelled request for work by "none", and would be asked again without end.</summary>
    private static void EndWhenStopped(object?[]? args) => args!.OfType<CancellationToken>().Single().ThrowIfCancellationRequested();
}
