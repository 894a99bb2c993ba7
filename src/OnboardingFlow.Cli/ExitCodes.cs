namespace OnboardingFlow.Cli;

/// <summary>What the command's exit code means.</summary>
internal static class ExitCodes
{
    /// <summary>Done; for watch and demo: the outcome was Completed.</summary>
    public const int Ok = 0;

    /// <summary>The command line, or a file that it names, is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The host knows nothing of that id.</summary>
    public const int NotFound = 3;

    /// <summary>The host refused, with the reason on stderr; for doctor: it isn't ready.</summary>
    public const int Refused = 4;

    /// <summary>The host, the queue or the emulator can't be reached.</summary>
    public const int Unreachable = 5;

    /// <summary>The onboarding ended other than Completed, or not within the time given.</summary>
    public const int NotCompleted = 6;

    /// <summary>Ended by Ctrl-C.</summary>
    public const int Interrupted = 130;
}
