using System.CommandLine;
using OnboardingFlow.Cli.Showing;

namespace OnboardingFlow.Cli.Commands;

/// <summary><c>onboarding doctor</c>: what the host can't work without, and what is wrong with it.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Shows each dependency of the host and what is wrong with it; exit code 0 when the host is ready.");
        var host = new HostOptions().AddTo(command);
        command.Runs(async (parsed, cancellationToken) =>
        {
            using var client = host.ClientOf(parsed);
            var view = await client.ReadinessAsync(cancellationToken);
            foreach (var check in view.Checks ?? throw new CliException(ExitCodes.Refused, "The host shows no details: the API key needs the role read."))
            {
                Screen.Write($"{(check.Ready ? "ok  " : "FAIL")}  {check.Name,-10} {check.Reason ?? check.Detail} ({check.DurationMs} ms)", check.Ready ? "green" : "red");
            }

            return view.Status == "ready" ? ExitCodes.Ok : ExitCodes.Refused;
        });
        return command;
    }
}
