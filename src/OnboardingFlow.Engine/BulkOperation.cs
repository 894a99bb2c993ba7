namespace OnboardingFlow.Engine;

/// <summary>What <see cref="EngineClient.BulkAsync"/> does with each instance.</summary>
public enum BulkOperation
{
    /// <summary>Suspends those that are pending or running.</summary>
    Suspend,

    /// <summary>Resumes those that are suspended.</summary>
    Resume,

    /// <summary>Terminates those that have not ended.</summary>
    Terminate,

    /// <summary>Rewinds those that failed.</summary>
    Rewind,

    /// <summary>Purges those that have ended.</summary>
    Purge,
}
