using System.CommandLine;
using OnboardingFlow.Api;
using OnboardingFlow.Api.Operating;
using OnboardingFlow.Cli.Showing;

namespace OnboardingFlow.Cli.Commands;

/// <summary><c>onboarding review ID approve|reject</c>: a reviewer's decision.</summary>
internal static class ReviewCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "Instance id (ob-…)." };
        var decision = new Argument<string>("decision") { Description = "approve or reject." };
        decision.AcceptOnlyFromAmong("approve", "reject");
        var reason = new Option<string?>("--reason") { Description = "Why; stored sealed." };
        var command = new Command("review", "Decides about an onboarding that waits for a reviewer.") { id, decision, reason };
        var host = new HostOptions().AddTo(command);
        command.Runs(async (parsed, cancellationToken) =>
        {
            using var client = host.ClientOf(parsed);
            var (wanted, decided) = (parsed.GetRequiredValue(id), parsed.GetRequiredValue(decision));
            await client.PostAsync(
                $"api/onboardings/{Uri.EscapeDataString(wanted)}/review", new ReviewBody(decided, parsed.GetValue(reason)), ApiJson.Default.ReviewBody, cancellationToken);
            Output.Say($"review: {wanted}, {decided}.");
            return ExitCodes.Ok;
        });
        return command;
    }
}
