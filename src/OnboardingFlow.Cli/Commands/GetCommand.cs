using System.CommandLine;
using System.Text.Json;
using OnboardingFlow.Api;

namespace OnboardingFlow.Cli.Commands;

/// <summary><c>onboarding get ID</c>: one onboarding as JSON.</summary>
internal static class GetCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "Instance id (ob-…)." };
        var command = new Command("get", "Shows one onboarding as JSON.") { id };
        var host = new HostOptions().AddTo(command);
        command.Runs(async (parsed, cancellationToken) =>
        {
            using var client = host.ClientOf(parsed);
            var wanted = parsed.GetRequiredValue(id);
            var view = await client.FindAsync(wanted, cancellationToken)
                ?? throw CliException.NoOnboarding(wanted);
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(view, ApiJson.Default.OnboardingView));
            return ExitCodes.Ok;
        });
        return command;
    }
}
