namespace OnboardingFlow.Engine.Scheduling;

/// <summary>What to do, after a commit, about calls that are open.</summary>
internal enum Activation
{
    /// <summary>Hand out the activities that the turn scheduled.</summary>
    Scheduled,

    /// <summary>Hand out all that isn't under way: the instance was resumed or the engine has restarted.</summary>
    AllOpen,

    /// <summary>The same, and rewind sub-orchestrations that failed.</summary>
    Rewind,
}
