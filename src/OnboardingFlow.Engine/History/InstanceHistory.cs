namespace OnboardingFlow.Engine.History;

/// <summary>The recorded history of one execution of an instance.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Orchestration">Name of its orchestration.</param>
/// <param name="Version">Version it was started with.</param>
/// <param name="Run">Run of the id: 1, and one more for each restart after an end.</param>
/// <param name="RunId">Random id of that run; GUIDs and idempotency keys are derived from it.</param>
/// <param name="Execution">0, and one more for each continue-as-new of the run.</param>
/// <param name="Turns">Its turns in order.</param>
public sealed record InstanceHistory(
    string InstanceId, string Orchestration, string Version, int Run, Guid RunId, int Execution, IReadOnlyList<HistoryTurn> Turns);
