using System.CommandLine;

namespace OnboardingFlow.Cli.Commands;

/// <summary>Turns what went wrong into one line on stderr and an exit code.</summary>
internal static class CommandRunner
{
    public static void Runs(this Command command, Func<ParseResult, CancellationToken, Task<int>> action) =>
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                return await action(parsed, cancellationToken);
            }
            catch (CliException problem)
            {
                await Console.Error.WriteLineAsync($"onboarding: {problem.Message}");
                return problem.ExitCode;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return ExitCodes.Interrupted;
            }
        });
}
