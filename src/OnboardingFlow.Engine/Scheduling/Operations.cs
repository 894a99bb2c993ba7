using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.History;
using OnboardingFlow.Engine.Observability;
using OnboardingFlow.Engine.Storage;
using static OnboardingFlow.Engine.History.HistoryEvent;

namespace OnboardingFlow.Engine.Scheduling;

/// <summary>What clients do with instances, on the loop. Each answers through <see cref="Reply{T}"/> once its effect, or what it saw, is durable.</summary>
internal sealed class Operations(EngineRuntime engine, EngineMetrics metrics)
{
    public void Start(StartInstance start, CallerTrace? caller, Reply<StartResult> reply)
    {
        if (!engine.Registry.Orchestrations.ContainsKey(start.Orchestration))
        {
            throw new ArgumentException($"No orchestration '{start.Orchestration}' is registered.");
        }

        var existing = engine.Cache.Find(start.InstanceId);
        if (existing is not null && !(existing.Row.HasEnded && existing.Row.CreatedAt == start.ReplacesEndedOf))
        {
            AnswerInOrder(reply, StartResult.AlreadyExists);
            return;
        }

        var now = engine.Time.GetUtcNow();
        var row = engine.Children.NewRow(start.Orchestration, start.InstanceId, null, caller, now);
        if (existing is not null)
        {
            engine.Flush(existing);
            var after = existing.Row.CreatedAt.AddTicks(1);
            var at = now > after ? now : after;
            row = row with { Key = existing.Row.Key, Run = existing.Row.Run + 1, CreatedAt = at, UpdatedAt = at };
        }

        var instance = engine.Cache.Add(new Instance(row, engine.Executions.Fresh(row)) { Written = existing?.Written });
        metrics.Started(start.Orchestration);
        Input(instance, new ExecutionStarted(start.Input), () => reply.Set(StartResult.Started));
    }

    public void RaiseEvent(string id, string name, string? payload, Reply<OperationResult> reply)
    {
        if (Find(id, reply, running => !running.HasEnded) is not { } instance)
        {
            return;
        }

        var kept = (instance.Execution?.Open.Events.Buffered.Count ?? 0)
            + instance.Held.OfType<ExternalEventRaised>().Count() + instance.Inbox.OfType<ExternalEventRaised>().Count();
        if (kept >= engine.Options.MaxBufferedEvents)
        {
            throw new EngineLimitException(
                $"Instance '{id}' holds {kept} events that it has not taken; the limit is {engine.Options.MaxBufferedEvents}. Raise the event again later.");
        }

        Input(instance, new ExternalEventRaised(name, payload), () => reply.Set(OperationResult.Done));
    }

    public void Suspend(string id, string? reason, Reply<OperationResult> reply)
    {
        if (Find(id, reply, row => row.Status is RuntimeStatus.Pending or RuntimeStatus.Running) is { } instance)
        {
            instance.Row = instance.Row with { Status = RuntimeStatus.Suspended };
            Input(instance, new Suspended(reason), () => reply.Set(OperationResult.Done));
        }
    }

    public void Resume(string id, string? reason, Reply<OperationResult> reply)
    {
        if (Find(id, reply, row => row.Status == RuntimeStatus.Suspended) is { } instance)
        {
            instance.Row = instance.Row with { Status = RuntimeStatus.Running };
            instance.Activation = Activation.AllOpen;
            Input(instance, new Resumed(reason), () => reply.Set(OperationResult.Done));
        }
    }

    public void Terminate(string id, string? reason, Reply<OperationResult> reply)
    {
        if (Find(id, reply, row => !row.HasEnded) is { } instance)
        {
            instance.Row = instance.Row with { Status = RuntimeStatus.Terminated, Output = reason };
            Input(instance, new Terminated(reason), () => reply.Set(OperationResult.Done));
        }
    }

    public void Rewind(string id, string? reason, Reply<OperationResult> reply)
    {
        if (Find(id, reply, row => row.Status == RuntimeStatus.Failed) is { } instance)
        {
            Rewind(instance, reason, reply.Set);
        }
    }

    /// <summary>Lets a failed instance run on. Its history is read from the file, so all of it must be there first.</summary>
    public void Rewind(Instance instance, string? reason, Action<OperationResult> done)
    {
        engine.Flush(instance);
        if (instance.Uncommitted > 0)
        {
            engine.Writer.Enqueue(new CommitUnit { Committed = () => Rewind(instance, reason, done) });
            return;
        }

        if (instance.Row.Status != RuntimeStatus.Failed || instance.Purged)
        {
            done(OperationResult.WrongStatus);
            return;
        }

        var (execution, held, reopened) = engine.Executions.Rewind(instance.Row, engine.Store.Turns(instance.Row));
        var rewound = engine.Cache.Add(new Instance(instance.Row with { Status = RuntimeStatus.Running, Failure = null }, execution)
        {
            Written = instance.Written,
            Held = held,
            Activation = Activation.Rewind,
        });
        Input(rewound, new Rewound(reason, reopened), () => done(OperationResult.Done));
    }

    public void Purge(string id, DateTimeOffset endedBefore, Reply<OperationResult> reply)
    {
        if (Find(id, reply, row => row.HasEnded && row.UpdatedAt < endedBefore) is not { } instance)
        {
            return;
        }

        engine.Flush(instance);
        instance.Purged = true;
        instance.Uncommitted++;
        var unit = new CommitUnit { Committed = () => engine.Cache.Remove(instance) };
        unit.Writes.Add(new Write.PurgeInstance(instance.Row.Key));
        unit.Replies.Add(() => reply.Set(OperationResult.Done));
        engine.Writer.Enqueue(unit);
    }

    /// <summary>Answers when the instance has ended and its end is durable; at once, with false, when there is none.</summary>
    public void WaitForEnd(string id, Reply<bool> reply)
    {
        if (engine.Cache.Find(id) is not { } instance)
        {
            AnswerInOrder(reply, false);
        }
        else if (instance.Row.HasEnded)
        {
            engine.Flush(instance);
            AnswerInOrder(reply, true);
        }
        else
        {
            engine.EndWaiters.Add(id, reply);
        }
    }

    private Instance? Find(string id, Reply<OperationResult> reply, Func<InstanceRow, bool> inStatus)
    {
        var instance = engine.Cache.Find(id);
        if (instance is not null && inStatus(instance.Row))
        {
            return instance;
        }

        AnswerInOrder(reply, instance is null ? OperationResult.NotFound : OperationResult.WrongStatus);
        return null;
    }

    private void Input(Instance instance, HistoryEvent input, Action durable)
    {
        instance.Inbox.Add(input);
        instance.Replies.Add(durable);
        engine.Ready(instance);
    }

    /// <summary>What the answer tells of may still be on its way to the disk: it goes behind.</summary>
    private void AnswerInOrder<T>(Reply<T> reply, T answer)
    {
        var unit = new CommitUnit();
        unit.Replies.Add(() => reply.Set(answer));
        engine.Writer.Enqueue(unit);
    }
}
