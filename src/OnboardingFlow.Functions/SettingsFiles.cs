using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;

namespace OnboardingFlow.Functions;

/// <summary>Settings files for development, by the same variable as LocalHost's: what the emulators write at their start can't stand in a checked-in file.</summary>
internal static class SettingsFiles
{
    /// <summary>Environment variable with settings files, separated as in <c>PATH</c>.</summary>
    public const string Variable = "ONBOARDINGFLOW_SETTINGS";

    /// <summary>Adds the files below every other source: app settings win.</summary>
    /// <exception cref="FileNotFoundException">A file that was named doesn't exist.</exception>
    public static void AddSettingsFiles(this IConfigurationManager configuration, string? files)
    {
        var position = 0;
        foreach (var file in (files?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? []).Select(Path.GetFullPath))
        {
            if (!File.Exists(file))
            {
                throw new FileNotFoundException($"The settings file {file}, named by {Variable}, doesn't exist.", file);
            }

            // Reloaded when it changes: WeChat Pay's keys and the merchant's are rotated that way, without a restart.
            var source = new JsonConfigurationSource { Path = file, ReloadOnChange = true };
            source.ResolveFileProvider();
            configuration.Sources.Insert(position++, source);
        }
    }
}
