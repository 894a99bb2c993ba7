namespace OnboardingFlow.Core.Ports;

/// <summary>Answer to a start.</summary>
public enum StartResult
{
    /// <summary>This call started the instance.</summary>
    Started,

    /// <summary>The id was taken; nothing was changed.</summary>
    AlreadyExists,

    /// <summary>
    /// The engine took the start but can't say whether another start of the same id won (Durable Task): the nonce that the running instance shows decides.
    /// </summary>
    Submitted,
}
