using System.CommandLine;
using OnboardingFlow.Cli.Api;

namespace OnboardingFlow.Cli.Commands;

/// <summary>The options that say which host to speak to.</summary>
internal sealed class HostOptions
{
    private readonly Option<Uri> _host = new("--host")
    {
        Description = "Address of the host (or ONBOARDING_HOST).",
        DefaultValueFactory = _ => new Uri(Environment.GetEnvironmentVariable("ONBOARDING_HOST") ?? "http://127.0.0.1:7080"),
        CustomParser = HttpAddress.Parse,
    };

    private readonly Option<FileInfo?> _keyFile = new("--api-key-file")
    {
        Description = "File with the API key; the key itself may be in ONBOARDING_API_KEY instead.",
    };

    public HostOptions AddTo(Command command)
    {
        command.Options.Add(_host);
        command.Options.Add(_keyFile);
        return this;
    }

    public Uri HostOf(ParseResult parsed) => parsed.GetRequiredValue(_host);

    /// <exception cref="CliException">There is no key.</exception>
    public OnboardingClient ClientOf(ParseResult parsed) => new(HostOf(parsed), ReadKey(parsed.GetValue(_keyFile)));

    private static string ReadKey(FileInfo? file)
    {
        var key = file is null ? Environment.GetEnvironmentVariable("ONBOARDING_API_KEY") : Files.ReadText(file.FullName).Trim();
        return string.IsNullOrWhiteSpace(key)
            ? throw new CliException(ExitCodes.Usage, "An API key is needed: --api-key-file FILE (LocalHost makes one in its data folder) or ONBOARDING_API_KEY.")
            : key;
    }
}
