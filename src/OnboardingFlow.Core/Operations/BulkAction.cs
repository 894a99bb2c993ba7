namespace OnboardingFlow.Core.Operations;

/// <summary>What a bulk operation does to each onboarding.</summary>
public enum BulkAction
{
    /// <summary>See <see cref="OnboardingOperations.RetryAsync"/>.</summary>
    Retry,

    /// <summary>See <see cref="OnboardingOperations.SuspendAsync"/>.</summary>
    Suspend,

    /// <summary>See <see cref="OnboardingOperations.ResumeAsync"/>.</summary>
    Resume,

    /// <summary>See <see cref="OnboardingOperations.CancelAsync"/>.</summary>
    Cancel,

    /// <summary>See <see cref="OnboardingOperations.TerminateAsync"/>.</summary>
    Terminate,

    /// <summary>See <see cref="OnboardingOperations.PurgeAsync"/>.</summary>
    Purge,
}
