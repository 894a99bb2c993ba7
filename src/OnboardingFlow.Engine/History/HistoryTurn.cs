namespace OnboardingFlow.Engine.History;

/// <summary>One turn of an instance: what came, and what its code then decided. Written as one record.</summary>
/// <param name="Number">Position in its execution, from 0.</param>
/// <param name="At">The orchestration's clock during the turn.</param>
/// <param name="Ran">
/// False when the inputs were only put on record (instance suspended, execution not begun yet): they are applied at the beginning of the next turn that ran.
/// The inputs of a turn that ended in <see cref="HistoryEvent.OrchestrationFailed"/> count as not run when the instance is rewound.
/// </param>
/// <param name="Inputs">In the order in which they were applied.</param>
/// <param name="Decisions">In the order in which the code made them.</param>
public sealed record HistoryTurn(
    int Number, DateTimeOffset At, bool Ran, IReadOnlyList<HistoryEvent> Inputs, IReadOnlyList<HistoryEvent> Decisions)
{
    /// <summary>Whether the code failed in this turn.</summary>
    public bool Failed => Decisions is [.., HistoryEvent.OrchestrationFailed];
}
