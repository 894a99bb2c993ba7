using OnboardingFlow.LocalHost.Commands;

namespace OnboardingFlow.LocalHost.Hosting;

/// <summary>The command line: <c>--settings FILE</c>, <c>--help</c>, and settings in the forms that .NET knows: <c>--Section:Key VALUE</c>, <c>--Section:Key=VALUE</c>, with <c>/</c> for <c>--</c>, or <c>Section:Key=VALUE</c>.</summary>
/// <param name="SettingsFiles">JSON files to load after appsettings.json, in this order.</param>
/// <param name="Settings">Settings, by key.</param>
/// <param name="Help">Whether only the usage is asked for.</param>
internal sealed record Arguments(IReadOnlyList<string> SettingsFiles, IReadOnlyDictionary<string, string?> Settings, bool Help)
{
    public const string Usage = $"""
        Usage: OnboardingFlow.LocalHost [COMMAND] [--settings FILE]... [--Section:Key VALUE]...

        Without a command it serves. Commands:
        {CommandLine.Usage}

          --settings FILE       settings as JSON, loaded after appsettings.json; may be given several times
                                (also: ONBOARDINGFLOW_SETTINGS, a list of files)
          --Section:Key VALUE   one setting, such as --Http:Urls http://127.0.0.1:8080 or --Engine:DataDirectory ./data
                                (also: environment variables, such as Http__Urls)

        Later ones win: appsettings.json, settings files, environment, command line.
        Exit codes: 0 stopped, 1 unexpected fault, 2 configuration, 3 data folder, 4 address in use, 5 a history isn't repeated.
        """;

    private static readonly string[] Sections =
        ["Budget", "Engine", "Http", "KeyVault", "Logging", "Onboarding", "RequestQueue", "Storage", "WeChatPay", "Webhook"];

    /// <exception cref="StartException">An argument isn't known, or lacks its value.</exception>
    public static Arguments Parse(IReadOnlyList<string> args)
    {
        var files = new List<string>();
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var faults = new List<string>();
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] is "--help" or "-h" or "-?")
            {
                return new([], new Dictionary<string, string?>(), Help: true);
            }

            var (name, value) = args[i].Split('=', 2) is [var before, var after] ? (before, after) : (args[i], null);
            var key = KeyOf(name, hasValue: value is not null);
            if (name != "--settings" && key is null)
            {
                faults.Add($"Unknown argument '{name}'. --help shows those there are.");
                continue;
            }

            value ??= i + 1 < args.Count && !args[i + 1].StartsWith("--", StringComparison.Ordinal) ? args[++i] : null;
            if (value is null)
            {
                faults.Add($"{name} lacks its value.");
            }
            else if (name == "--settings")
            {
                files.Add(value);
            }
            else
            {
                settings[key!] = value;
            }
        }

        return faults.Count == 0 ? new(files, settings, Help: false) : throw new StartException(ExitCode.Configuration, [.. faults]);
    }

    /// <summary>The setting's key, or null when it isn't one of a section that there is.</summary>
    private static string? KeyOf(string name, bool hasValue)
    {
        var key = name.StartsWith("--", StringComparison.Ordinal) ? name[2..]
            : name.StartsWith('/') ? name[1..]
            : hasValue ? name
            : "";
        return key.Split(':', 2) is [var section, { Length: > 0 }] && Sections.Contains(section, StringComparer.OrdinalIgnoreCase) ? key : null;
    }
}
