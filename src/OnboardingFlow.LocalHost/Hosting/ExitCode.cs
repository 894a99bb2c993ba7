namespace OnboardingFlow.LocalHost.Hosting;

/// <summary>What the process ends with.</summary>
internal enum ExitCode
{
    /// <summary>Stopped because it was asked to.</summary>
    Stopped = 0,

    /// <summary>A fault that nobody expected; the log has it.</summary>
    Fault = 1,

    /// <summary>A wrong or missing setting or argument.</summary>
    Configuration = 2,

    /// <summary>The data folder is in use, damaged, of a newer release, or not writable.</summary>
    DataFolder = 3,

    /// <summary>An address to listen on is taken.</summary>
    AddressInUse = 4,

    /// <summary>A recorded history isn't repeated by this release's workflow.</summary>
    Differs = 5,
}
