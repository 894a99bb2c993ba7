using System.CommandLine;
using System.Globalization;
using OnboardingFlow.Api;
using OnboardingFlow.Api.Operating;
using OnboardingFlow.Cli.Api;
using OnboardingFlow.Cli.Showing;

namespace OnboardingFlow.Cli.Commands;

/// <summary><c>retry</c>, <c>suspend</c>, <c>resume</c>, <c>cancel</c>, <c>terminate</c> and <c>purge</c>: of one onboarding, or of all that a filter matches.</summary>
internal static class OperationCommands
{
    public static IEnumerable<Command> Create() =>
    [
        Create("retry", "Wakes an onboarding that needs attention, or rewinds one that failed by an unhandled fault."),
        Create("suspend", "Makes an onboarding stand still."),
        Create("resume", "Lets a suspended onboarding go on."),
        Create("cancel", "Cancels an onboarding."),
        Create("terminate", "Ends an onboarding at once, without its own ending."),
        Create("purge", "Erases an ended onboarding and its personal data."),
    ];

    private static Command Create(string name, string description)
    {
        var id = new Argument<string?>("id") { Description = "Instance id (ob-…); without it, all that the filter matches.", Arity = ArgumentArity.ZeroOrOne };
        var reason = new Option<string?>("--reason") { Description = "Why; stored sealed." };
        var contract = new Option<bool>("--terminate-contract") { Description = "Also ends a contract that was signed meanwhile." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only says how many the filter matches." };
        var yes = new Option<bool>("--yes", "-y") { Description = "Doesn't ask before it does it to many." };
        var command = new Command(name, description) { id, reason, dryRun, yes };
        if (name == "cancel")
        {
            command.Options.Add(contract);
        }

        var filter = new FilterOptions().AddTo(command);
        var output = new OutputOption().AddTo(command);
        var host = new HostOptions().AddTo(command);
        command.Runs(async (parsed, cancellationToken) =>
        {
            bool? terminate = name == "cancel" ? parsed.GetValue(contract) : null;
            var one = parsed.GetValue(id);
            if (one is null == !filter.AnyIn(parsed))
            {
                throw new CliException(ExitCodes.Usage, $"Name the id of one onboarding, or a filter such as --step or --organization for many: not both, not neither. 'onboarding {name} --help' lists them.");
            }

            using var client = host.ClientOf(parsed);
            if (one is not null)
            {
                await OneAsync(client, name, one, parsed.GetValue(reason), terminate, cancellationToken);
                Output.Say($"{name}: {one}, taken note of.");
                return ExitCodes.Ok;
            }

            var wanted = new BulkBody(filter.Of(parsed), DryRun: true, parsed.GetValue(reason), terminate);
            var counted = await ManyAsync(client, name, wanted, cancellationToken);
            if (!parsed.GetValue(dryRun))
            {
                if (counted.Matched > 0 && !parsed.GetValue(yes) && !Confirm(name, counted.Matched))
                {
                    throw new CliException(ExitCodes.Usage, "Nothing was done. --yes does it without asking.");
                }

                counted = counted.Matched == 0 ? counted : await ManyAsync(client, name, wanted with { DryRun = false }, cancellationToken);
            }

            Output.Write(
                output.Of(parsed),
                counted,
                ApiJson.Default.BulkView,
                ["matched", "done", "refused"],
                [[Text(counted.Matched), Text(counted.Done), Text(counted.Refused)]]);
            if (counted.Truncated)
            {
                Output.Say("More match than one call takes: call again for the rest.");
            }

            return ExitCodes.Ok;
        });
        return command;
    }

    private static async Task OneAsync(OnboardingClient client, string name, string id, string? reason, bool? terminateContract, CancellationToken cancellationToken)
    {
        var path = $"api/onboardings/{Uri.EscapeDataString(id)}";
        switch (name)
        {
            case "purge":
                await client.DeleteAsync(path, cancellationToken);
                break;
            case "cancel":
                await client.PostAsync($"{path}/cancel", new CancelBody(terminateContract ?? false, reason), ApiJson.Default.CancelBody, cancellationToken);
                break;
            default:
                await client.PostAsync($"{path}/{name}", new ReasonBody(reason), ApiJson.Default.ReasonBody, cancellationToken);
                break;
        }
    }

    private static Task<BulkView> ManyAsync(OnboardingClient client, string name, BulkBody body, CancellationToken cancellationToken) =>
        client.PostAsync($"api/bulk/{name}", body, ApiJson.Default.BulkBody, ApiJson.Default.BulkView, cancellationToken);

    /// <summary>Who can't be asked hasn't agreed.</summary>
    private static bool Confirm(string name, int matched)
    {
        if (Console.IsInputRedirected)
        {
            return false;
        }

        Console.Error.Write($"{name} {matched} onboardings? [y/N] ");
        return Console.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
