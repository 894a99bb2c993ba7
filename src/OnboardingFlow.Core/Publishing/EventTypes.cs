namespace OnboardingFlow.Core.Publishing;

/// <summary>CloudEvents types and source of what this system takes and publishes.</summary>
public static class EventTypes
{
    /// <summary>A request with its data in clear.</summary>
    public const string Requested = "onboardingflow.onboarding.requested.v1";

    /// <summary>A request whose data the sender sealed.</summary>
    public const string RequestedSealed = "onboardingflow.onboarding.requested.sealed.v1";

    /// <summary>An onboarding ended.</summary>
    public const string Ended = "onboardingflow.onboarding.ended.v1";

    /// <summary>A contract that an onboarding had completed is gone.</summary>
    public const string ContractTerminated = "onboardingflow.contract.terminated.v1";

    /// <summary>The <c>source</c> of published events.</summary>
    public const string Source = "/onboardingflow";
}
