namespace OnboardingFlow.Core.Workflow;

/// <summary>The steps of an onboarding, in their order; <see cref="NeedsAttention"/> stands beside them. The API shows these names.</summary>
public enum OnboardingStep
{
    /// <summary>Durably taken, nothing done yet.</summary>
    Accepted,

    /// <summary>Offline checks, then those that ask WeChat Pay, then the external verifier.</summary>
    CheckingIdentity,

    /// <summary>A person decides what the verifier couldn't.</summary>
    AwaitingReview,

    /// <summary>Asking WeChat Pay for a presign token.</summary>
    Presigning,

    /// <summary>Waiting for the person to sign.</summary>
    AwaitingContract,

    /// <summary>Comparing the contract with the request.</summary>
    VerifyingContract,

    /// <summary>Recording and publishing the end.</summary>
    Completing,

    /// <summary>Parked after a fault that isn't the person's, until an operator retries.</summary>
    NeedsAttention,
}
