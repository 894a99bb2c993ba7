#pragma warning disable CA1050 // The runtime looks for it outside of every namespace.

/// <summary>Loaded into the host's process by DOTNET_STARTUP_HOOKS: a fault that no code catches, with personal data in its text, when the test says so.</summary>
internal static class StartupHook
{
    public const string FolderVariable = "ONBOARDING_TESTS_CRASH_FOLDER";
    public const string FileName = "crash";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is { } folder)
        {
            new Thread(() => CrashWhenTold(folder)) { IsBackground = true }.Start();
        }
    }

    private static void CrashWhenTold(string folder)
    {
        using var watcher = new FileSystemWatcher(folder);
        while (!File.Exists(Path.Combine(folder, FileName)))
        {
            watcher.WaitForChanged(WatcherChangeTypes.All, timeout: 100);
        }

        var text = File.ReadAllText(Path.Combine(folder, FileName));
        throw new InvalidOperationException(text, new FormatException(text));
    }
}
