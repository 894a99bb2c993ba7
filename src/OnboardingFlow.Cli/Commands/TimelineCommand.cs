using System.CommandLine;
using System.Globalization;
using OnboardingFlow.Api;
using OnboardingFlow.Api.Onboardings;
using OnboardingFlow.Cli.Showing;

namespace OnboardingFlow.Cli.Commands;

/// <summary><c>onboarding timeline ID</c>: what happened in all runs of an onboarding.</summary>
internal static class TimelineCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "Instance id (ob-…)." };
        var command = new Command("timeline", "Shows what happened, in all runs, in order.") { id };
        var output = new OutputOption().AddTo(command);
        var host = new HostOptions().AddTo(command);
        command.Runs(async (parsed, cancellationToken) =>
        {
            using var client = host.ClientOf(parsed);
            var wanted = parsed.GetRequiredValue(id);
            var timeline = await client.FindTimelineAsync(wanted, cancellationToken) ?? throw CliException.NoOnboarding(wanted);
            Output.Write(
                output.Of(parsed),
                timeline,
                ApiJson.Default.TimelineView,
                ["run", "at", "kind", "name", "attempt", "ms", "result", "code"],
                timeline.Entries.Select(Row),
                "entries");
            if (timeline.Truncated)
            {
                Output.Say("A run had more entries than are kept.");
            }

            return ExitCodes.Ok;
        });
        return command;
    }

    private static string[] Row(TimelineEntryView entry) =>
    [
        Text(entry.Run), entry.At.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture), entry.Kind, entry.Name, Text(entry.Attempt),
        Text(entry.DurationMs), entry.Result, entry.Code ?? "",
    ];

    private static string Text(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
