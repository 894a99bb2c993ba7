namespace OnboardingFlow.LocalHost.Hosting;

/// <summary>Where settings come from; later ones win.</summary>
internal static class SettingsSources
{
    /// <summary>Environment variable with settings files, separated as in <c>PATH</c>.</summary>
    public const string FilesVariable = "ONBOARDINGFLOW_SETTINGS";

    /// <summary>appsettings.json beside the program, settings files, environment, command line.</summary>
    /// <exception cref="StartException">A settings file is missing.</exception>
    /// <exception cref="InvalidDataException">A file isn't JSON.</exception>
    public static void AddHostSettings(this ConfigurationManager configuration, Arguments arguments)
    {
        configuration.Sources.Clear();
        configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true, reloadOnChange: false);
        var named = Environment.GetEnvironmentVariable(FilesVariable)?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];
        foreach (var file in named.Concat(arguments.SettingsFiles).Select(Path.GetFullPath))
        {
            if (!File.Exists(file))
            {
                throw new StartException(ExitCode.Configuration, $"The settings file {file} doesn't exist.");
            }

            // Reloaded when it changes: WeChat Pay's keys and the merchant's are rotated that way, without a restart.
            configuration.AddJsonFile(file, optional: false, reloadOnChange: true);
        }

        configuration.AddEnvironmentVariables();
        configuration.AddInMemoryCollection(arguments.Settings);
    }
}
