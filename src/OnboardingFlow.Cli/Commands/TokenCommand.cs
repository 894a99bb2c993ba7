using System.CommandLine;
using System.Globalization;
using OnboardingFlow.Api;
using OnboardingFlow.Cli.Showing;

namespace OnboardingFlow.Cli.Commands;

/// <summary><c>onboarding token ID</c>: a live presign token, for the person who signs.</summary>
internal static class TokenCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "Instance id (ob-…)." };
        var command = new Command("token", "Fetches a live presign token with what the mini-program needs. It is a secret: it lets somebody sign.") { id };
        var output = new OutputOption().AddTo(command);
        var host = new HostOptions().AddTo(command);
        command.Runs(async (parsed, cancellationToken) =>
        {
            using var client = host.ClientOf(parsed);
            var token = await client.PresignTokenAsync(parsed.GetRequiredValue(id), cancellationToken);
            Output.Write(
                output.Of(parsed),
                token,
                ApiJson.Default.PresignTokenView,
                ["presign_token", "expires_at", "missing"],
                [[token.PresignToken, token.ExpiresAt.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), string.Join(' ', token.Missing)]]);
            return ExitCodes.Ok;
        });
        return command;
    }
}
