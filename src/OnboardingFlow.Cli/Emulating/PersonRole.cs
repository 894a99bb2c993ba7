namespace OnboardingFlow.Cli.Emulating;

/// <summary>What an emulated person, or the world around, does.</summary>
internal enum PersonRole
{
    /// <summary>Signs: Completed.</summary>
    Signs,

    /// <summary>Does nothing: stays in AwaitingContract.</summary>
    Waits,

    /// <summary>Turns the contract down: stays in AwaitingContract, without a live token.</summary>
    Refuses,

    /// <summary>Signs and ends the contract afterwards: Completed, then terminated.</summary>
    SignsAndTerminates,

    /// <summary>The organization's name is wrong: Rejected.</summary>
    WrongOrganization,

    /// <summary>Is cancelled by the provider.</summary>
    IsCancelled,

    /// <summary>WeChat Pay refuses our signature: NeedsAttention.</summary>
    NeedsAttention,

    /// <summary>The request breaks a rule: a poison message.</summary>
    Poison,
}
