using System.CommandLine;
using OnboardingFlow.Cli.Sealing;

namespace OnboardingFlow.Cli.Commands;

/// <summary><c>onboarding seal FILE</c>: seals a request with the sealing key's public part alone; no host is asked.</summary>
internal static class SealCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "The request: a presign body, or a CloudEvents event." };
        var key = new Option<FileInfo>("--public-key") { Description = "PEM file with the public part of the vault's sealing key.", Required = true };
        var version = new Option<string>("--key-version") { Description = "Version of that key: the last part of its id in Key Vault.", Required = true };
        var command = new Command("seal", "Prints a request as a sealed CloudEvents event that only the host can read.") { file, key, version };
        command.Runs(async (parsed, _) =>
        {
            await Console.Out.WriteLineAsync(SealedRequest.Make(
                Files.ReadText(parsed.GetRequiredValue(file).FullName),
                new SealingKey(Files.ReadText(parsed.GetRequiredValue(key).FullName), parsed.GetRequiredValue(version))));
            return ExitCodes.Ok;
        });
        return command;
    }
}
