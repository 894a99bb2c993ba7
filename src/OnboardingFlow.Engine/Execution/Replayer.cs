using OnboardingFlow.Engine.History;
using static OnboardingFlow.Engine.History.HistoryEvent;

namespace OnboardingFlow.Engine.Execution;

/// <summary>Rebuilds an execution from its recorded turns.</summary>
internal static class Replayer
{
    /// <summary>
    /// Runs the recorded turns again. Returns the inputs that are on record but not applied yet. Stops at the first difference, which
    /// shows in <see cref="OrchestrationExecution.Fault"/>.
    /// </summary>
    /// <param name="execution">A fresh execution.</param>
    /// <param name="turns">Its recorded turns.</param>
    /// <param name="reopen">Failed calls to treat as still open, beyond those that recorded rewinds reopened.</param>
    public static List<HistoryEvent> Replay(OrchestrationExecution execution, IReadOnlyList<HistoryTurn> turns, IReadOnlyCollection<int> reopen)
    {
        var reopened = ReopenedAfter(turns, reopen);
        var held = new List<HistoryEvent>();
        for (var i = 0; i < turns.Count; i++)
        {
            var turn = turns[i];
            held.AddRange(turn.Inputs.Where(input => !(FinalFailure(input) is { } taskId && reopened[i].Contains(taskId))));
            if (!turn.Ran || turn.Failed)
            {
                continue;
            }

            execution.Replay(turn, held);
            if (execution.Fault is not null)
            {
                break;
            }

            held = [];
        }

        return held;
    }

    /// <summary>The call that this input reports as failed for good.</summary>
    public static int? FinalFailure(HistoryEvent input) => input switch
    {
        ActivityFailed { RetryAt: null } failed => failed.TaskId,
        SubOrchestrationFailed failed => failed.TaskId,
        _ => null,
    };

    /// <summary>For each turn, the calls whose failure in it was undone later.</summary>
    private static HashSet<int>[] ReopenedAfter(IReadOnlyList<HistoryTurn> turns, IReadOnlyCollection<int> reopen)
    {
        var result = new HashSet<int>[turns.Count];
        var later = reopen.ToHashSet();
        for (var i = turns.Count - 1; i >= 0; i--)
        {
            result[i] = later;
            if (turns[i].Inputs.OfType<Rewound>().SelectMany(r => r.Reopened).ToList() is { Count: > 0 } more)
            {
                later = [.. later, .. more];
            }
        }

        return result;
    }
}
