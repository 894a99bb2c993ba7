namespace OnboardingFlow.Cli;

/// <summary>Ends the command with one helpful line and an exit code.</summary>
internal sealed class CliException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    public static CliException NoOnboarding(string id) => new(ExitCodes.NotFound, $"There is no onboarding {id}.");
}
