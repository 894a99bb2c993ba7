using System.Globalization;
using OnboardingFlow.Cli.Importing;
using Spectre.Console;

namespace OnboardingFlow.Cli.Showing;

/// <summary>Shows how far an import is, on stderr: a bar on a terminal, a line now and then elsewhere.</summary>
internal static class SendProgress
{
    private static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Elsewhere = TimeSpan.FromSeconds(10);

    /// <summary>Shows it until the work ends.</summary>
    /// <param name="total">How many are to be sent.</param>
    /// <param name="counts">What became of them so far.</param>
    /// <param name="time">The clock.</param>
    /// <param name="work">The work.</param>
    public static async Task RunAsync(int total, SendCounts counts, TimeProvider time, Func<Task> work)
    {
        if (Console.IsErrorRedirected)
        {
            await WatchAsync(work(), Elsewhere, time, started => Output.Say(Line(total, counts, time.GetElapsedTime(started))));
            return;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var progress = console.Progress().Columns(new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new TaskDescriptionColumn { Alignment = Justify.Left });
        await progress.StartAsync(async context =>
        {
            var task = context.AddTask("", maxValue: Math.Max(1, total));
            await WatchAsync(work(), OnTerminal, time, started =>
            {
                task.Value = counts.All;
                task.Description = Markup.Escape(Line(total, counts, time.GetElapsedTime(started)));
            });
        });
    }

    private static async Task WatchAsync(Task work, TimeSpan between, TimeProvider time, Action<long> show)
    {
        var started = time.GetTimestamp();
        while (!work.IsCompleted)
        {
            await Task.WhenAny(work, Task.Delay(between, time));
            show(started);
        }

        await work;
    }

    private static string Line(int total, SendCounts counts, TimeSpan elapsed)
    {
        var rate = counts.All / Math.Max(0.001, elapsed.TotalSeconds);
        var queued = counts[SendState.Queued] is > 0 and var many ? $"queued {many}, " : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{counts.All} of {total}, {rate:F0}/s: {queued}accepted {counts[SendState.Accepted]}, duplicates {counts[SendState.Duplicate]}, refused {counts[SendState.Refused]}");
    }
}
