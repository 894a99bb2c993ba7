using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.History;
using OnboardingFlow.Engine.Observability;
using OnboardingFlow.Engine.Storage;
using static OnboardingFlow.Engine.History.HistoryEvent;

namespace OnboardingFlow.Engine.Scheduling;

/// <summary>
/// Starts the instances that a turn asked for, in the same commit as the turn. The new instance's first turn only records its start; its code runs afterwards.
/// </summary>
internal sealed class ChildStarter(
    InstanceCache cache, ExecutionFactory executions, KeySource keys, DurableRegistry registry, EngineMetrics metrics, Func<Guid> newRunId, Action<Instance> ready)
{
    private readonly HistoryWriter _encoder = new();

    public void Start(Instance parent, IReadOnlyList<HistoryEvent> decisions, DateTimeOffset at, CommitUnit unit)
    {
        // An orchestration that failed in this turn waits for nothing (a rewind asks again); one that ended otherwise has no use for an outcome.
        var failed = decisions is [.., OrchestrationFailed];
        var goesOn = decisions is not [.., OrchestrationFailed or OrchestrationCompleted or ContinuedAsNewExecution];
        foreach (var decision in decisions)
        {
            switch (decision)
            {
                case InstanceStarted started when cache.Find(started.InstanceId) is null:
                    Add(started.Name, started.InstanceId, started.Input, null, parent.Row.Caller, at, unit);
                    break;
                case SubOrchestrationScheduled sub when !failed:
                    var link = new ParentLink(parent.Row.Key, parent.Row.Run, parent.Row.Execution, sub.TaskId);
                    if (cache.Find(sub.InstanceId) is null)
                    {
                        Add(sub.Name, sub.InstanceId, sub.Input, link, parent.Row.Caller, at, unit);
                    }
                    else if (goesOn)
                    {
                        parent.Inbox.Add(new SubOrchestrationFailed(sub.TaskId, new ActivityFailure(
                            EngineErrorTypes.InstanceExists, $"The id '{sub.InstanceId}' belongs to another instance; sub-orchestrations need ids of their own.")));
                        ready(parent);
                    }

                    break;
            }
        }
    }

    /// <summary>A row for a new instance.</summary>
    public InstanceRow NewRow(string name, string id, ParentLink? parent, CallerTrace? caller, DateTimeOffset at) => new(keys.Next(), id)
    {
        Orchestration = name,
        Version = registry.Version,
        CreatedAt = at,
        UpdatedAt = at,
        RunId = newRunId(),
        Parent = parent,
        Caller = caller,
    };

    private void Add(string name, string id, string? input, ParentLink? parent, CallerTrace? caller, DateTimeOffset at, CommitUnit unit)
    {
        var row = NewRow(name, id, parent, caller, at) with { Turns = 1, Events = 1, NeedsLoad = true };
        var child = cache.Add(new Instance(row, executions.Fresh(row)) { Written = row, Held = [new ExecutionStarted(input)] });
        var turn = new HistoryTurn(0, at, false, child.Held, []);
        metrics.Started(name);
        unit.Writes.Add(new Write.InsertInstance(row));
        unit.Writes.Add(new Write.AppendTurn(row.Key, row.Run, row.Execution, turn.Number, HistoryCodec.Encode(turn, _encoder)));
        ready(child);
    }
}
