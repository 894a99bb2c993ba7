using System.CommandLine;
using System.Globalization;
using OnboardingFlow.Api;
using OnboardingFlow.Api.Onboardings;
using OnboardingFlow.Cli.Showing;

namespace OnboardingFlow.Cli.Commands;

/// <summary><c>onboarding counts</c>: how many stand where, how they ended, and which banks refuse.</summary>
internal static class CountsCommand
{
    public static Command Create()
    {
        var command = new Command("counts", "Counts onboardings by step, by outcome and code, and by bank.");
        var output = new OutputOption().AddTo(command);
        var host = new HostOptions().AddTo(command);
        command.Runs(async (parsed, cancellationToken) =>
        {
            using var client = host.ClientOf(parsed);
            var counts = await client.GetAsync("api/counts", ApiJson.Default.CountsView, cancellationToken);
            Output.Write(output.Of(parsed), counts, ApiJson.Default.CountsView, ["what", "which", "code", "count"], Rows(counts));
            if (counts.OldestWaiting is { } oldest)
            {
                Output.Say($"The oldest one waits for its signature since {oldest:yyyy-MM-dd HH:mm:ss} UTC.");
            }

            return ExitCodes.Ok;
        });
        return command;
    }

    private static IEnumerable<string[]> Rows(CountsView counts) =>
    [
        .. counts.ByStep.Select(step => Row("step", step.Key, null, step.Value)),
        .. counts.ByOutcome.Select(outcome => Row("outcome", outcome.Outcome.ToString(), outcome.Code, outcome.Count)),
        .. counts.ByBankType.Select(bank => Row("bank", bank.BankType, bank.Code, bank.Count)),
    ];

    private static string[] Row(string what, string which, string? code, long count) => [what, which, code ?? "", count.ToString(CultureInfo.InvariantCulture)];
}
