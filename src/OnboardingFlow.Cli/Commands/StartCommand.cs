using System.CommandLine;
using OnboardingFlow.Cli.Showing;

namespace OnboardingFlow.Cli.Commands;

/// <summary><c>onboarding start FILE</c>: starts an onboarding over HTTP.</summary>
internal static class StartCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "The request: a presign body, or a CloudEvents event." };
        var key = new Option<string?>("--idempotency-key") { Description = "Tells a repetition from a new wish; needed for restarts." };
        var command = new Command("start", "Starts an onboarding over HTTP.") { file, key };
        var host = new HostOptions().AddTo(command);
        command.Runs(async (parsed, cancellationToken) =>
        {
            using var client = host.ClientOf(parsed);
            var (started, view) = await client.StartAsync(
                Files.ReadText(parsed.GetRequiredValue(file).FullName), parsed.GetValue(key), cancellationToken);
            Screen.Line(started ? $"Started {view.Id}, run {view.Run}." : $"{view.Id} is known already; nothing was started.");
            return ExitCodes.Ok;
        });
        return command;
    }
}
