namespace OnboardingFlow.Core.Contracts;

/// <summary>Verdicts on a contract.</summary>
public enum ContractVerdictKind
{
    /// <summary>It stands and is the one that was asked for.</summary>
    Matches,

    /// <summary>It stands but is another one.</summary>
    Mismatch,

    /// <summary>It was signed and has ended since.</summary>
    Terminated,

    /// <summary>The contract query doesn't (yet) say that it stands: look again later.</summary>
    NotStanding,
}
