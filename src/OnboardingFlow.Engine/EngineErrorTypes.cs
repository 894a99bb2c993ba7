namespace OnboardingFlow.Engine;

/// <summary>Error types that the engine itself gives failures.</summary>
public static class EngineErrorTypes
{
    /// <summary>The code, replayed, did something else than its history says. Bring code that fits the history, then rewind.</summary>
    public const string NonDeterminism = "NonDeterminism";

    /// <summary>The orchestration awaited a task that isn't from its context, or called its context from elsewhere.</summary>
    public const string ForeignTask = "ForeignTask";

    /// <summary>A written limit was passed; the message says which and what to do.</summary>
    public const string LimitExceeded = "LimitExceeded";

    /// <summary>The process died too often while the activity ran (<see cref="EngineOptions.MaxDeliveries"/>). Repair what kills it, then rewind.</summary>
    public const string PoisonActivity = "PoisonActivity";

    /// <summary>A record of the instance's history can't be decoded. Restore a backup, or bring the release that wrote it, then rewind.</summary>
    public const string DamagedHistory = "DamagedHistory";

    /// <summary>No orchestration or activity of that name is registered.</summary>
    public const string NotRegistered = "NotRegistered";

    /// <summary>A sub-orchestration's id belongs to another instance.</summary>
    public const string InstanceExists = "InstanceExists";

    /// <summary>A sub-orchestration was terminated.</summary>
    public const string Terminated = "Terminated";

    /// <summary>A sub-orchestration was purged before its end was known.</summary>
    public const string InstanceLost = "InstanceLost";
}
