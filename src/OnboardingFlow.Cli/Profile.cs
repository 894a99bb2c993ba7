using System.Text.Json;
using System.Text.Json.Nodes;

namespace OnboardingFlow.Cli;

/// <summary>Address and key of the host that is usually meant: <c>{"host": "…", "api_key": "…"}</c> in a file that only its owner may read.</summary>
/// <param name="Host">Address, or null.</param>
/// <param name="ApiKey">API key, or null.</param>
internal sealed record Profile(Uri? Host, string? ApiKey)
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Where it is looked for when none is named; empty where there is no home.</summary>
    private static string DefaultPath { get; } = Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData) is { Length: > 0 } home
        ? Path.Combine(home, "onboarding", "profile.json")
        : "";

    /// <summary>Reads the profile named, else the one in the user's configuration folder, else none.</summary>
    /// <exception cref="CliException">It can't be read, others may read it, or it isn't JSON of that form.</exception>
    public static Profile Read(string? path)
    {
        if (path is null && !File.Exists(DefaultPath))
        {
            return new Profile(null, null);
        }

        path ??= DefaultPath;
        var text = Files.ReadText(path);
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
        {
            throw new CliException(ExitCodes.Usage, $"{path} holds a key and others may read it: chmod 600 {path}");
        }

        try
        {
            var json = JsonNode.Parse(text)!.AsObject();
            return new Profile(json["host"] is { } host ? new Uri(host.GetValue<string>()) : null, json["api_key"]?.GetValue<string>());
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or UriFormatException or NullReferenceException)
        {
            throw new CliException(ExitCodes.Usage, $$"""{{path}} isn't {"host": "http://…", "api_key": "…"}.""");
        }
    }
}
