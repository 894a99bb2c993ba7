using System.CommandLine;
using OnboardingFlow.Cli.Showing;

namespace OnboardingFlow.Cli.Commands;

/// <summary><c>onboarding send FILE</c>: puts a request on the queue.</summary>
internal static class SendCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "The request: a presign body, or a CloudEvents event." };
        var command = new Command("send", "Puts a request on the queue onboarding-requests.") { file };
        var queue = new QueueOptions().AddTo(command);
        command.Runs(async (parsed, cancellationToken) =>
        {
            var id = await queue.QueueOf(parsed).SendAsync(Files.ReadText(parsed.GetRequiredValue(file).FullName), cancellationToken);
            Screen.Line($"Sent as message {id}.");
            return ExitCodes.Ok;
        });
        return command;
    }
}
