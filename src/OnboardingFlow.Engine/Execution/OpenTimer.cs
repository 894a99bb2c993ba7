namespace OnboardingFlow.Engine.Execution;

/// <summary>A durable timer that has neither fired nor been cancelled.</summary>
internal sealed class OpenTimer(int taskId, DateTimeOffset fireAt)
{
    public int TaskId { get; } = taskId;

    public DateTimeOffset FireAt { get; } = fireAt;

    /// <summary>Whether its firing is already on the way into the next turn.</summary>
    public bool Firing { get; set; }

    public TaskCompletionSource Completion { get; } = new();

    public CancellationTokenRegistration Registration { get; set; }
}
