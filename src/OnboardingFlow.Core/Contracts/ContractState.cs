namespace OnboardingFlow.Core.Contracts;

/// <summary>State of a contract: NOT_CONTRACTED, CONTRACTED, TERMINATED; a value not known here reads as not contracted.</summary>
public enum ContractState
{
    /// <summary>Never signed.</summary>
    NotContracted,

    /// <summary>Signed and standing.</summary>
    Contracted,

    /// <summary>Signed once, ended since.</summary>
    Terminated,
}
