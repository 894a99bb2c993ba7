namespace OnboardingFlow.Core.Workflow;

/// <summary>How an onboarding ends. The API and the published events show these names.</summary>
public enum OutcomeKind
{
    /// <summary>The contract stands and matches the request.</summary>
    Completed,

    /// <summary>The person, the request or WeChat Pay's business rules said no.</summary>
    Rejected,

    /// <summary>A time limit passed.</summary>
    Expired,

    /// <summary>Cancelled by the provider or by the person.</summary>
    Cancelled,

    /// <summary>A fault that nobody put right in time.</summary>
    Failed,

    /// <summary>Ended by an operator.</summary>
    Terminated,
}
