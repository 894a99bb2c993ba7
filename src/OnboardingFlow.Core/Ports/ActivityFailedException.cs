namespace OnboardingFlow.Core.Ports;

/// <summary>Thrown into an orchestration when an activity failed for good.</summary>
public sealed class ActivityFailedException(string activity, ActivityFailure failure)
    : Exception($"{activity} failed: {failure.ErrorType}: {failure.Message}")
{
    /// <summary>Name of the activity or orchestration that failed.</summary>
    public string Activity { get; } = activity;

    /// <summary>What it failed with.</summary>
    public ActivityFailure Failure { get; } = failure;
}
