namespace OnboardingFlow.Engine.Scheduling;

/// <summary>What to do about open calls once all of an instance's turns are durable.</summary>
internal enum Activation
{
    /// <summary>Nothing: each commit hands out the activities that its turn scheduled.</summary>
    None,

    /// <summary>Hand out all that isn't under way: the instance was resumed or the engine has restarted.</summary>
    AllOpen,

    /// <summary>The same, and rewind sub-orchestrations that failed.</summary>
    Rewind,
}
