using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Engine.Execution;

/// <summary>An activity call whose outcome isn't known yet.</summary>
internal sealed class OpenActivity(int taskId, string name, string? input, RetryPolicy? retry)
{
    public int TaskId { get; } = taskId;

    public string Name { get; } = name;

    public string? Input { get; } = input;

    public RetryPolicy? Retry { get; } = retry;

    /// <summary>Number of the attempt that runs or is due next; 1 for the first.</summary>
    public int Attempt { get; set; } = 1;

    /// <summary>When the next attempt is due; null while one runs or may run at once.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    public TaskCompletionSource<string?> Completion { get; } = new();
}
