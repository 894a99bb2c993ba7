using System.Net;

namespace OnboardingFlow.Cli;

/// <summary>Ends the command with one helpful line and an exit code.</summary>
internal sealed class CliException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>What the host answered, if it did.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>Whether the same may succeed a little later: not reached, throttled, or a fault of the host's.</summary>
    public bool IsPassing => ExitCode == ExitCodes.Unreachable || Status is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    public static CliException NoOnboarding(string id) => new(ExitCodes.NotFound, $"There is no onboarding {id}.");
}
