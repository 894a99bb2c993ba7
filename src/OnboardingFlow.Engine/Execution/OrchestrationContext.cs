using Microsoft.Extensions.Logging;
using OnboardingFlow.Core.Ports;
using static OnboardingFlow.Engine.History.HistoryEvent;

namespace OnboardingFlow.Engine.Execution;

/// <summary>What the orchestration's code sees.</summary>
internal sealed class OrchestrationContext(
    ExecutionIdentity identity, TurnSynchronizationContext turns, DecisionLog decisions, OpenWork open, PayloadLimits limits, ILoggerFactory loggers)
    : IOrchestrationContext
{
    private int _guids;
    private string? _customStatus;
    private bool _customStatusSet;

    public string InstanceId => identity.InstanceId;

    public string Version => identity.Version;

    public DateTimeOffset CurrentUtc { get; private set; }

    public bool IsReplaying => decisions.IsReplaying;

    /// <summary>The input of the next execution once the code has asked for one.</summary>
    public (bool Requested, string? Input) NextExecution { get; private set; }

    /// <summary>A limit that the code passed: fails the instance, whatever the code does with the exception.</summary>
    public EngineLimitException? LimitPassed { get; private set; }

    public void BeginTurn(DateTimeOffset at) => CurrentUtc = at;

    public bool TakeCustomStatus(out string? json)
    {
        json = _customStatus;
        return _customStatusSet && !(_customStatusSet = false);
    }

    public Guid NewGuid()
    {
        CheckTurn();
        return identity.NewGuid(_guids++);
    }

    public ILogger CreateReplaySafeLogger(string category) => new ReplaySafeLogger(loggers.CreateLogger(category), () => IsReplaying);

    public Task<string?> CallActivityAsync(string name, string? input, RetryPolicy? retry = null, bool handled = false)
    {
        CheckTurn();
        CheckLimits(name, "An activity's name", input, "activity's input");
        var scheduled = decisions.Add(new ActivityScheduled(decisions.TakeTaskId(), name, input));
        var activity = new OpenActivity(scheduled.TaskId, name, scheduled.Input, retry);
        open.Activities[activity.TaskId] = activity;
        return activity.Completion.Task;
    }

    public Task<string?> CallSubOrchestrationAsync(string name, string instanceId, string? input)
    {
        CheckTurn();
        CheckLimits(instanceId, "An instance id", input, "sub-orchestration's input");
        var scheduled = decisions.Add(new SubOrchestrationScheduled(decisions.TakeTaskId(), name, instanceId, input));
        var sub = new OpenSubOrchestration(scheduled.TaskId, name, instanceId, scheduled.Input);
        open.SubOrchestrations[sub.TaskId] = sub;
        return sub.Completion.Task;
    }

    public Task StartInstanceAsync(string name, string instanceId, string? input)
    {
        CheckTurn();
        CheckLimits(instanceId, "An instance id", input, "other instance's input");
        decisions.Add(new InstanceStarted(decisions.TakeTaskId(), name, instanceId, input));
        return Task.CompletedTask;
    }

    public Task CreateTimerAsync(DateTimeOffset fireAt, CancellationToken cancellationToken = default)
    {
        CheckTurn();
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        var created = decisions.Add(new TimerCreated(decisions.TakeTaskId(), fireAt.ToUniversalTime()));
        var timer = new OpenTimer(created.TaskId, created.FireAt);
        open.Timers[timer.TaskId] = timer;
        timer.Registration = cancellationToken.UnsafeRegister(_ => CancelTimer(timer, cancellationToken), null);
        return timer.Completion.Task;
    }

    public Task<string?> WaitForExternalEventAsync(string name, CancellationToken cancellationToken = default)
    {
        CheckTurn();
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<string?>(cancellationToken);
        }

        if (open.Events.TakeBuffered(name) is { } buffered)
        {
            return Task.FromResult(buffered.Payload);
        }

        var waiter = open.Events.Wait(name);
        waiter.Registration = cancellationToken.UnsafeRegister(
            _ =>
            {
                if (IsTurn())
                {
                    open.Events.Cancel(waiter, cancellationToken);
                }
            },
            null);
        return waiter.Completion.Task;
    }

    public void SetCustomStatus(string? json)
    {
        CheckTurn();
        CheckLimit(() => limits.CheckCustomStatus(json));
        (_customStatus, _customStatusSet) = (json, true);
    }

    public void ContinueAsNew(string? input)
    {
        CheckTurn();
        CheckLimit(() => limits.CheckPayload(input, "next execution's input"));
        NextExecution = (true, input);
    }

    private void CancelTimer(OpenTimer timer, CancellationToken cancellationToken)
    {
        if (IsTurn() && open.Timers.Remove(timer.TaskId))
        {
            decisions.Add(new TimerCancelled(timer.TaskId));
            TurnSynchronizationContext.Complete((timer, cancellationToken), x => x.timer.Completion.SetCanceled(x.cancellationToken));
        }
    }

    /// <summary>A token that something outside cancels (its own timer, another thread) would act at another moment in a replay.</summary>
    private bool IsTurn()
    {
        if (!turns.IsCurrent)
        {
            turns.ReportForeign();
        }

        return turns.IsCurrent;
    }

    private void CheckTurn()
    {
        if (!IsTurn())
        {
            throw new ForeignTaskException();
        }
    }

    private void CheckLimits(string name, string whatName, string? payload, string whatPayload) => CheckLimit(() =>
    {
        PayloadLimits.CheckName(name, whatName);
        limits.CheckPayload(payload, whatPayload);
    });

    private void CheckLimit(Action check)
    {
        try
        {
            check();
        }
        catch (EngineLimitException e)
        {
            LimitPassed ??= e;
            throw;
        }
    }
}
