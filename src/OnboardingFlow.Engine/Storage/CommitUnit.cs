namespace OnboardingFlow.Engine.Storage;

/// <summary>What is committed together: a turn's writes, and who is told once they are durable.</summary>
internal sealed class CommitUnit
{
    public List<Write> Writes { get; } = [];

    /// <summary>Called by the writer when durable, to answer callers.</summary>
    public List<Action> Replies { get; } = [];

    /// <summary>Called on the engine's loop when durable, for what may only happen then.</summary>
    public Action? Committed { get; set; }
}
