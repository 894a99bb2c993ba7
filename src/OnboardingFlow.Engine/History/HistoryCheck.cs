using Microsoft.Extensions.Logging.Abstractions;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.Execution;

namespace OnboardingFlow.Engine.History;

/// <summary>Tells whether today's code still repeats a recorded history.</summary>
public static class HistoryCheck
{
    /// <summary>Replays a history against the code in the registry. Runs no activity and writes nothing.</summary>
    /// <returns>The first difference, naming the expected and the actual event; null when there is none.</returns>
    public static ActivityFailure? Replay(DurableRegistry registry, InstanceHistory history)
    {
        var execution = new OrchestrationExecution(
            new ExecutionIdentity(history.InstanceId, history.Version, history.RunId, history.Execution),
            history.Orchestration,
            registry.Orchestrations.GetValueOrDefault(history.Orchestration),
            new PayloadLimits(int.MaxValue, int.MaxValue),
            NullLoggerFactory.Instance,
            onForeign: null);
        Replayer.Replay(execution, history.Turns, []);
        return execution.Fault;
    }
}
