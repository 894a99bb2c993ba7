namespace OnboardingFlow.Cli;

/// <summary>What the command's exit code means.</summary>
internal static class ExitCodes
{
    /// <summary>Done; for watch and demo: the outcome was Completed.</summary>
    public const int Ok = 0;

    /// <summary>The command line or a file it names is wrong (System.CommandLine uses 1 for the former).</summary>
    public const int Usage = 1;

    /// <summary>The host refused, with the reason on stderr.</summary>
    public const int Refused = 2;

    /// <summary>The host, the queue or the emulator can't be reached.</summary>
    public const int Unreachable = 3;

    /// <summary>The onboarding ended other than Completed.</summary>
    public const int NotCompleted = 4;

    /// <summary>It didn't end within the time given.</summary>
    public const int TimedOut = 5;

    /// <summary>The host answers, but something that it needs is missing or broken.</summary>
    public const int NotReady = 6;

    /// <summary>Ended by Ctrl-C.</summary>
    public const int Interrupted = 130;
}
