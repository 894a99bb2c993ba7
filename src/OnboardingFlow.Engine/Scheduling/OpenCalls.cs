using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.Activities;
using OnboardingFlow.Engine.Execution;
using OnboardingFlow.Engine.History;
using OnboardingFlow.Engine.Storage;
using static OnboardingFlow.Engine.History.HistoryEvent;

namespace OnboardingFlow.Engine.Scheduling;

/// <summary>Looks after calls without an outcome: hands activities to the pool, brings outcomes of activities, timers and sub-orchestrations to who waits.</summary>
internal sealed class OpenCalls(InstanceCache cache, ActivityPool pool, TimerQueue timers, TimeProvider time, Action<Instance> ready, Action<Instance, string> rewindChild)
{
    /// <summary>Hands out the activities that a committed turn scheduled.</summary>
    public void DispatchScheduled(Instance instance, IReadOnlyList<HistoryEvent> decisions)
    {
        if (instance.Row.Status != RuntimeStatus.Running || instance.Execution is not { } execution)
        {
            return;
        }

        foreach (var decision in decisions)
        {
            if (decision is ActivityScheduled scheduled && execution.Open.Activities.TryGetValue(scheduled.TaskId, out var activity))
            {
                Dispatch(instance, execution, activity);
            }
        }
    }

    /// <summary>Hands out all activities that may run now and asks after all sub-orchestrations.</summary>
    public void DispatchAll(Instance instance, bool rewind)
    {
        if (instance.Row.Status != RuntimeStatus.Running || instance.Execution is not { } execution)
        {
            return;
        }

        DispatchDue(instance, execution, includeNew: true);
        foreach (var sub in execution.Open.SubOrchestrations.Values.ToList())
        {
            AskAfter(instance, sub, rewind);
        }

        timers.Set(instance.Row.Key, execution.Open.NextDue);
    }

    /// <summary>Fires the timers and repeats the attempts that are due.</summary>
    public void FireDue(Instance instance)
    {
        if (instance.Row.Status != RuntimeStatus.Running || instance.Execution is not { } execution)
        {
            return;
        }

        var now = time.GetUtcNow();
        foreach (var timer in execution.Open.Timers.Values.Where(t => !t.Firing && t.FireAt <= now).OrderBy(t => t.FireAt).ThenBy(t => t.TaskId))
        {
            timer.Firing = true;
            instance.Inbox.Add(new TimerFired(timer.TaskId));
        }

        DispatchDue(instance, execution, includeNew: false);
        timers.Set(instance.Row.Key, execution.Open.NextDue);
        ready(instance);
    }

    /// <summary>Takes an activity's outcome to its caller, if that still waits.</summary>
    public void Done(ActivityWork work, ActivityOutcome outcome)
    {
        var call = work.Call;
        pool.Forget(call);
        if (cache.Find(call.Key) is not { Execution: { } execution } instance || instance.Row.Run != call.Run || instance.Row.Execution != call.Execution)
        {
            return;
        }

        // When its history can't be replayed, nobody knows what is open; the result is kept for the rewind.
        if (!execution.Open.Activities.TryGetValue(call.TaskId, out var activity) && execution.Fault is null)
        {
            return;
        }

        instance.Inbox.Add(outcome.Failure is not { } failure
            ? new ActivityCompleted(call.TaskId, outcome.Result)
            : new ActivityFailed(call.TaskId, failure, outcome.Final ? null : RetryAt(activity, failure)));
        ready(instance);
    }

    /// <summary>
    /// Takes the end of a sub-orchestration to its parent, if that still waits for it: after a purge and a restart, another instance may have its parent's key.
    /// </summary>
    public void ChildEnded(InstanceRow child)
    {
        if (child.Parent is { } link && cache.Find(link.Key) is { Execution: { } execution } parent
            && parent.Row.Run == link.Run && parent.Row.Execution == link.Execution
            && (execution.Fault is not null || execution.Open.SubOrchestrations.GetValueOrDefault(link.TaskId)?.InstanceId == child.Id))
        {
            parent.Inbox.Add(Outcome(link.TaskId, child));
            ready(parent);
        }
    }

    private void AskAfter(Instance instance, OpenSubOrchestration sub, bool rewind)
    {
        var link = new ParentLink(instance.Row.Key, instance.Row.Run, instance.Row.Execution, sub.TaskId);
        if (cache.Find(sub.InstanceId) is not { } child || child.Row.Parent != link)
        {
            instance.Inbox.Add(new SubOrchestrationFailed(sub.TaskId, new ActivityFailure(
                EngineErrorTypes.InstanceLost, $"The sub-orchestration '{sub.InstanceId}' is gone: its id was purged or belongs to another instance.")));
            ready(instance);
        }
        else if (rewind && child.Row.Status == RuntimeStatus.Failed)
        {
            rewindChild(child, $"its parent '{instance.Row.Id}' was rewound");
        }
        else if (child.Row.HasEnded)
        {
            ChildEnded(child.Row);
        }
    }

    private void DispatchDue(Instance instance, OrchestrationExecution execution, bool includeNew)
    {
        var now = time.GetUtcNow();

        // One whose outcome came in this very round isn't run again: the pool knows no more of it, the code not yet.
        var done = instance.Inbox.Select(TaskOf).ToHashSet();
        foreach (var activity in execution.Open.Activities.Values)
        {
            if (!done.Contains(activity.TaskId) && (activity.NextAttemptAt is { } at ? at <= now : includeNew))
            {
                Dispatch(instance, execution, activity);
            }
        }
    }

    private void Dispatch(Instance instance, OrchestrationExecution execution, OpenActivity activity)
    {
        var row = instance.Row;
        activity.NextAttemptAt = null;
        pool.Enqueue(new ActivityWork(
            new ActivityCall(row.Key, row.Run, row.Execution, activity.TaskId),
            activity.Name,
            activity.Input,
            activity.Attempt,
            new ActivityContext(row.Id, execution.Identity.IdempotencyKey(activity.TaskId)),
            row.RunId,
            row.Caller,
            System.Diagnostics.Stopwatch.GetTimestamp()));
    }

    private DateTimeOffset? RetryAt(OpenActivity? activity, ActivityFailure failure)
    {
        if (activity?.Retry is not { } retry || !retry.AllowsAnother(activity.Attempt, failure))
        {
            return null;
        }

        var now = time.GetUtcNow();
        var delay = retry.DelayAfter(activity.Attempt);
        return delay > DateTimeOffset.MaxValue - now ? DateTimeOffset.MaxValue : now + delay;
    }

    private static int? TaskOf(HistoryEvent input) => input switch
    {
        ActivityCompleted completed => completed.TaskId,
        ActivityFailed failed => failed.TaskId,
        _ => null,
    };

    private static HistoryEvent Outcome(int taskId, InstanceRow child) => child.Status switch
    {
        RuntimeStatus.Completed => new SubOrchestrationCompleted(taskId, child.Output),
        RuntimeStatus.Failed => new SubOrchestrationFailed(taskId, child.Failure!),
        _ => new SubOrchestrationFailed(taskId, new ActivityFailure(EngineErrorTypes.Terminated, $"The sub-orchestration '{child.Id}' was terminated.")),
    };
}
