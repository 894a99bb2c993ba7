using System.CommandLine;
using OnboardingFlow.Cli.Api;
using OnboardingFlow.Cli.Showing;
using OnboardingFlow.Core.Requests;

namespace OnboardingFlow.Cli.Commands;

/// <summary><c>onboarding demo</c>: one person from queue message to outcome, the person's part played through the emulator.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var file = new Option<FileInfo>("--request") { Description = "The presign body to send; its out_user_id is replaced by a new one.", Required = true };
        var emulator = new Option<Uri>("--emulator")
        {
            Description = "Address of the WeChat Pay emulator.",
            Required = true,
            CustomParser = HttpAddress.Parse,
        };
        var seconds = new Option<int>("--timeout") { Description = "Seconds until it must have ended.", DefaultValueFactory = _ => 60 };
        var command = new Command("demo", "Onboards a sample person against the emulators and shows each step.") { file, emulator, seconds };
        var host = new HostOptions().AddTo(command);
        var queue = new QueueOptions().AddTo(command);
        command.Runs(async (parsed, cancellationToken) =>
        {
            using var client = host.ClientOf(parsed);
            using var persons = new EmulatorClient(parsed.GetRequiredValue(emulator));
            var sample = SamplePerson.Read(Files.ReadText(parsed.GetRequiredValue(file).FullName));
            var user = SamplePerson.NewId("demo", TimeProvider.System);
            var (body, organization) = (sample.As(user).ToJsonString(), sample.OrganizationId);
            var id = InstanceIds.For(organization, user);

            var message = await queue.QueueOf(parsed).SendAsync(body, cancellationToken);
            Screen.Write($"Sent {user} to onboarding-requests as message {message}; the onboarding is {id}.", "bold");
            var watcher = new OnboardingWatcher(client, TimeProvider.System, TimeSpan.FromSeconds(parsed.GetRequiredValue(seconds)));
            var code = await watcher.WatchAsync(id, mustExist: false, token => SignAsync(client, persons, id, organization, user, token), cancellationToken);

            Screen.Line($"Operations page of LocalHost: {host.HostOf(parsed)} (its key is in the data folder, file api-key)");
            return code;
        });
        return command;
    }

    private static async Task SignAsync(
        OnboardingClient client, EmulatorClient persons, string id, string organization, string user, CancellationToken cancellationToken)
    {
        var token = await client.PresignTokenAsync(id, cancellationToken);
        Screen.Line($"  Fetched the presign token (lives until {token.ExpiresAt:HH:mm:ss}); the person opens the mini-program and signs.");
        await persons.ActAsync(organization, user, "sign", null, cancellationToken);
    }
}
