using Microsoft.Extensions.Logging;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.Execution;
using OnboardingFlow.Engine.History;
using OnboardingFlow.Engine.Observability;
using OnboardingFlow.Engine.Storage;

namespace OnboardingFlow.Engine.Scheduling;

/// <summary>Makes executions: fresh ones, and those rebuilt from history.</summary>
internal sealed class ExecutionFactory(
    DurableRegistry registry, PayloadLimits limits, ILoggerFactory loggers, EngineMetrics metrics, Action<long> onForeign)
{
    public OrchestrationExecution Fresh(InstanceRow row) => new(
        new ExecutionIdentity(row.Id, row.Version, row.RunId, row.Execution),
        row.Orchestration,
        registry.Orchestrations.GetValueOrDefault(row.Orchestration),
        limits,
        loggers,
        () => onForeign(row.Key));

    /// <summary>An instance as its row and history have it. One whose history can't be decoded fails in its next turn; no other is concerned.</summary>
    public Instance Load(InstanceRow row, Func<InstanceRow, List<HistoryTurn>> turns)
    {
        if (row.HasEnded)
        {
            return new Instance(row, null) { Written = row };
        }

        var execution = Fresh(row);
        metrics.Replayed(row.Orchestration);
        try
        {
            return new Instance(row, execution) { Written = row, Held = Replayer.Replay(execution, turns(row), []) };
        }
        catch (EngineStorageException e)
        {
            execution.Damaged = new ActivityFailure(EngineErrorTypes.DamagedHistory, e.Message);
            return new Instance(row, execution) { Written = row };
        }
    }

    /// <summary>
    /// The execution of a failed instance with the failures undone that ended it: as many of the calls that failed last as the recorded history allows.
    /// A failure that the code handled shows in what it decided next, so undoing it would differ from history.
    /// </summary>
    public (OrchestrationExecution Execution, List<HistoryEvent> Held, IReadOnlyList<int> Reopened) Rewind(InstanceRow row, IReadOnlyList<HistoryTurn> turns)
    {
        const int mostTries = 16;
        var undone = turns.SelectMany(t => t.Inputs).OfType<HistoryEvent.Rewound>().SelectMany(r => r.Reopened);
        var failed = turns.SelectMany(t => t.Inputs).Select(Replayer.FinalFailure).OfType<int>().ToList();
        undone.ToList().ForEach(taskId => failed.Remove(taskId));
        for (var first = Math.Max(0, failed.Count - mostTries); ; first++)
        {
            var reopen = failed[first..];
            var execution = Fresh(row);
            var held = Replayer.Replay(execution, turns, reopen);
            if (execution.Fault is null || reopen.Count == 0)
            {
                return (execution, held, reopen);
            }
        }
    }
}
