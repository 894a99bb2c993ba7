using System.CommandLine;
using OnboardingFlow.Api;
using OnboardingFlow.Cli.Showing;

namespace OnboardingFlow.Cli.Commands;

/// <summary><c>onboarding rewrap</c>: after a rotation of the sealing key, until every stored data key is wrapped by its newest version.</summary>
internal static class RewrapCommand
{
    public static Command Create()
    {
        var from = new Option<string?>("--from") { Description = "Goes on where an earlier run stopped; without it, what is done already is only read." };
        var command = new Command("rewrap", "Wraps stored data keys anew after the sealing key was rotated, so that its old version may be disabled.") { from };
        var host = new HostOptions().AddTo(command);
        command.Runs(async (parsed, cancellationToken) =>
        {
            using var client = host.ClientOf(parsed);
            var next = parsed.GetValue(from);
            var (examined, rewrapped, failed) = (0L, 0L, 0L);
            try
            {
                do
                {
                    var query = next is null ? "" : $"?continuation_token={Uri.EscapeDataString(next)}";
                    var step = await client.PostTextAsync($"api/keys/rewrap{query}", null, ApiJson.Default.RewrapView, cancellationToken);
                    (examined, rewrapped, failed) = (examined + step.Examined, rewrapped + step.Rewrapped, failed + step.Failed);
                    next = step.ContinuationToken;
                }
                while (next is not null);
            }
            catch (Exception broken) when (next is not null && broken is CliException or OperationCanceledException)
            {
                Output.Say($"Broke off after {examined} keys; go on with --from {next}");
                throw;
            }

            Output.Say($"{examined} data keys looked at, {rewrapped} wrapped anew.");
            if (failed == 0)
            {
                return ExitCodes.Ok;
            }

            Output.Say($"{failed} couldn't be unwrapped and stay as they are: keep the version that wrapped them. The host's log names them.");
            return ExitCodes.Refused;
        });
        return command;
    }
}
