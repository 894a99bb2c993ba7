namespace OnboardingFlow.Core.Workflow;

/// <summary>Names of the external events that an onboarding listens to.</summary>
public static class ExternalEvents
{
    /// <summary>WeChat Pay said that the person's contract changed: a hint to look. No payload.</summary>
    public const string ContractChanged = "ContractChanged";

    /// <summary>Somebody wants a live presign token. No payload.</summary>
    public const string TokenRequested = "TokenRequested";

    /// <summary>A reviewer decided; payload <see cref="ReviewDecision"/>.</summary>
    public const string Reviewed = "Reviewed";

    /// <summary>The provider cancels; payload <see cref="CancelRequest"/>.</summary>
    public const string Cancelled = "Cancelled";

    /// <summary>An operator wants a parked run to try again. No payload.</summary>
    public const string RetryRequested = "RetryRequested";
}
