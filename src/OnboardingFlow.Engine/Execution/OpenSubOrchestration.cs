namespace OnboardingFlow.Engine.Execution;

/// <summary>A sub-orchestration whose end isn't known yet.</summary>
internal sealed class OpenSubOrchestration(int taskId, string name, string instanceId, string? input)
{
    public int TaskId { get; } = taskId;

    public string Name { get; } = name;

    public string InstanceId { get; } = instanceId;

    public string? Input { get; } = input;

    public TaskCompletionSource<string?> Completion { get; } = new();
}
