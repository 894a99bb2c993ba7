using System.Globalization;
using OnboardingFlow.Api.Onboardings;
using OnboardingFlow.Cli.Api;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Cli.Showing;

/// <summary>Follows one onboarding and shows what is new.</summary>
internal sealed class OnboardingWatcher(OnboardingClient client, TimeProvider time, TimeSpan timeout)
{
    private static readonly TimeSpan _between = TimeSpan.FromMilliseconds(200);

    private int _shown;

    /// <summary>Watches until the run ends.</summary>
    /// <param name="id">The onboarding.</param>
    /// <param name="mustExist">Whether an unknown id is an error, or about to become known.</param>
    /// <param name="onWaiting">What to do once, when it waits for the person's signature.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <returns>An exit code.</returns>
    public async Task<int> WatchAsync(string id, bool mustExist, Func<CancellationToken, Task>? onWaiting, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + timeout;
        while (time.GetUtcNow() < until)
        {
            var view = await client.FindAsync(id, cancellationToken);
            if (view is null && mustExist)
            {
                throw CliException.NoOnboarding(id);
            }

            await ShowNewEntriesAsync(id, cancellationToken);
            if (view?.Outcome is { } outcome)
            {
                await ShowNewEntriesAsync(id, cancellationToken);
                return ShowOutcome(outcome);
            }

            if (view?.Step == OnboardingStep.AwaitingContract && onWaiting is { } act)
            {
                onWaiting = null;
                await act(cancellationToken);
            }

            await Task.Delay(_between, time, cancellationToken);
        }

        throw new CliException(ExitCodes.NotCompleted, $"{id} hasn't ended within {timeout.TotalSeconds:F0} s.");
    }

    private static int ShowOutcome(OutcomeView outcome)
    {
        var completed = outcome.Kind == OutcomeKind.Completed;
        var why = outcome.Code is null ? "" : $" ({outcome.Code}: {outcome.Message})";
        var contract = outcome.ContractId is null ? "" : $", contract {outcome.ContractId}";
        Screen.Write($"Outcome: {outcome.Kind}{why}{contract}", completed ? "bold green" : "bold red");
        return completed ? ExitCodes.Ok : ExitCodes.NotCompleted;
    }

    private async Task ShowNewEntriesAsync(string id, CancellationToken cancellationToken)
    {
        var entries = (await client.FindTimelineAsync(id, cancellationToken))?.Entries ?? [];
        foreach (var entry in entries.Skip(_shown))
        {
            var at = entry.At.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
            var took = entry.DurationMs is { } ms ? $" {ms} ms" : "";
            var code = entry.Code is null ? "" : $" {entry.Code}";
            var attempt = entry.Attempt > 1 ? $" (attempt {entry.Attempt})" : "";
            var line = $"  {at}  {entry.Kind,-8} {entry.Name}{attempt} {entry.Result}{code}{took}";
            Screen.Write(line, entry.Kind switch { "step" => "bold", "outcome" => "bold", _ when entry.Result == "failed" => "yellow", _ => "grey" });
        }

        _shown = Math.Max(_shown, entries.Count);
    }
}
