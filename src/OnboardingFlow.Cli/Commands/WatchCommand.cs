using System.CommandLine;
using OnboardingFlow.Cli.Showing;

namespace OnboardingFlow.Cli.Commands;

/// <summary><c>onboarding watch ID</c>: shows each step as it happens.</summary>
internal static class WatchCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "Instance id (ob-…)." };
        var seconds = new Option<int>("--timeout")
        {
            Description = "Seconds to watch at the most.",
            DefaultValueFactory = _ => 24 * 3600,
        };
        var command = new Command("watch", "Shows each step of an onboarding as it happens; exit code 0 when it is Completed.") { id, seconds };
        var host = new HostOptions().AddTo(command);
        command.Runs(async (parsed, cancellationToken) =>
        {
            using var client = host.ClientOf(parsed);
            var watcher = new OnboardingWatcher(client, TimeProvider.System, TimeSpan.FromSeconds(parsed.GetRequiredValue(seconds)));
            return await watcher.WatchAsync(parsed.GetRequiredValue(id), mustExist: true, onWaiting: null, cancellationToken);
        });
        return command;
    }
}
