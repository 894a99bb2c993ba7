namespace OnboardingFlow.Core.Ports;

/// <summary>Answer to a start.</summary>
public enum StartResult
{
    /// <summary>This call started the instance.</summary>
    Started,

    /// <summary>The id was taken; nothing was changed.</summary>
    AlreadyExists,
}
