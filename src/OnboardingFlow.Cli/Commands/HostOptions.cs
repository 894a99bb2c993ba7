using System.CommandLine;
using OnboardingFlow.Cli.Api;

namespace OnboardingFlow.Cli.Commands;

/// <summary>The options that say which host to speak to. An option counts before the environment, and that before the profile.</summary>
internal sealed class HostOptions
{
    private const string AddressVariable = "ONBOARDING_HOST";
    private const string KeyVariable = "ONBOARDING_API_KEY";

    private static readonly Uri Default = new("http://127.0.0.1:7080");

    private readonly Option<Uri?> _host = new("--host")
    {
        Description = $"Address of the host (or {AddressVariable}, or the profile; else {Default}).",
        CustomParser = HttpAddress.Parse,
    };

    private readonly Option<FileInfo?> _keyFile = new("--api-key-file")
    {
        Description = $"File with the API key; the key itself may be in {KeyVariable} or the profile instead.",
    };

    private readonly Option<FileInfo?> _profile = new("--profile")
    {
        Description = """File with {"host", "api_key"}, readable by its owner only (else onboarding/profile.json in the user's configuration folder, if it is there).""",
    };

    public HostOptions AddTo(Command command)
    {
        command.Options.Add(_host);
        command.Options.Add(_keyFile);
        command.Options.Add(_profile);
        return this;
    }

    /// <exception cref="CliException">The profile can't be used, or the address in the environment is none.</exception>
    public Uri HostOf(ParseResult parsed) => HostOf(parsed, ProfileOf(parsed));

    /// <exception cref="CliException">There is no key, or the profile can't be used.</exception>
    public OnboardingClient ClientOf(ParseResult parsed)
    {
        var profile = ProfileOf(parsed);
        return new OnboardingClient(HostOf(parsed, profile), KeyOf(parsed.GetValue(_keyFile), profile));
    }

    private static string KeyOf(FileInfo? file, Profile profile)
    {
        var key = file is null ? Environment.GetEnvironmentVariable(KeyVariable) ?? profile.ApiKey : Files.ReadText(file.FullName).Trim();
        return string.IsNullOrWhiteSpace(key)
            ? throw new CliException(
                ExitCodes.Usage, $"An API key is needed: --api-key-file FILE (LocalHost makes one in its data folder), {KeyVariable}, or a profile with api_key.")
            : key;
    }

    private Profile ProfileOf(ParseResult parsed) => Profile.Read(parsed.GetValue(_profile)?.FullName);

    private Uri HostOf(ParseResult parsed, Profile profile) => parsed.GetValue(_host)
        ?? (Environment.GetEnvironmentVariable(AddressVariable) is { Length: > 0 } text
            ? Uri.TryCreate(text, UriKind.Absolute, out var address)
                ? address
                : throw new CliException(ExitCodes.Usage, $"{AddressVariable} isn't an address: '{text}'.")
            : profile.Host ?? Default);
}
