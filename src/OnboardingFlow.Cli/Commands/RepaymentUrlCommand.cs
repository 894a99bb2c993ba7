using System.CommandLine;
using System.Globalization;
using OnboardingFlow.Api;
using OnboardingFlow.Cli.Showing;

namespace OnboardingFlow.Cli.Commands;

/// <summary><c>onboarding repayment-url ID</c>: where a person in debt repays.</summary>
internal static class RepaymentUrlCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "Instance id (ob-…)." };
        var command = new Command(
            "repayment-url", "Fetches a new repayment link for a person whose cancellation ended with REPAYMENT_NEEDED. It is a secret: it is for that person only.") { id };
        var output = new OutputOption().AddTo(command);
        var host = new HostOptions().AddTo(command);
        command.Runs(async (parsed, cancellationToken) =>
        {
            using var client = host.ClientOf(parsed);
            var wanted = Uri.EscapeDataString(parsed.GetRequiredValue(id));
            var link = await client.PostTextAsync($"api/onboardings/{wanted}/repayment-url", null, ApiJson.Default.RepaymentView, cancellationToken);
            Output.Write(
                output.Of(parsed),
                link,
                ApiJson.Default.RepaymentView,
                ["repayment_url", "expires_at"],
                [[link.RepaymentUrl, link.ExpiresAt?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? ""]]);
            return ExitCodes.Ok;
        });
        return command;
    }
}
