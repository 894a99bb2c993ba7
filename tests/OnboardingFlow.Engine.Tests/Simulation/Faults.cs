namespace OnboardingFlow.Engine.Tests.Simulation;

/// <summary>What may go wrong in a run, besides the order in which things happen.</summary>
[Flags]
internal enum Faults
{
    None = 0,
    Crash = 1,
    CrashAtCommit = 2,
    DiskFull = 4,
    ClockJump = 8,
    ActivityFailure = 16,
    DuplicateOutcome = 32,
    Suspend = 64,
    Terminate = 128,
    Restart = 256,
    Purge = 512,
    SmallMemory = 1024,
}
