using OnboardingFlow.LocalHost.Hosting;

namespace OnboardingFlow.LocalHost.Commands;

/// <summary>The commands beside serving: they work on a data folder, whether a host runs on it or not, and end.</summary>
internal static class CommandLine
{
    public const string Usage = """
              backup FOLDER [--with-keys]     copies engine.db and index.db of the data folder there, also while the host runs;
                                              keys.db only when asked: what is erased must not live on in backups
              replay FILE...                  checks that today's workflow repeats these recorded histories
              replay --add ID [--to FOLDER]   writes an instance's histories from the data folder there, and checks them
        """;

    /// <summary>Runs the command that the arguments name; null when they name none.</summary>
    /// <exception cref="StartException">An argument is wrong.</exception>
    /// <exception cref="Engine.EngineStorageException">A file can't be read or written.</exception>
    public static ExitCode? Run(IReadOnlyList<string> args)
    {
        var rest = args.Skip(1).ToList();
        switch (args is [var command, ..] ? command : null)
        {
            case "backup":
                var withKeys = rest.Remove("--with-keys");
                var target = TakeFirst(rest) ?? throw Wrong("backup needs the folder to copy to.");
                return BackupCommand.Run(DataDirectory(rest), target, withKeys);
            case "replay" when rest.Contains("--add"):
                var id = Take(rest, "--add") ?? throw Wrong("--add needs the id of an instance.");
                var folder = Take(rest, "--to") ?? ".";
                return ReplayCommand.Add(DataDirectory(rest), id, folder);
            case "replay" when rest.Count > 0:
                return ReplayCommand.Check(rest);
            case "replay":
                throw Wrong("replay needs the files to check, or --add ID.");
            default:
                return null;
        }
    }

    private static string DataDirectory(IReadOnlyList<string> settings)
    {
        using var configuration = new ConfigurationManager();
        configuration.AddHostSettings(Arguments.Parse(settings));
        return Path.GetFullPath(configuration["Engine:DataDirectory"] ?? "./data");
    }

    private static string? TakeFirst(List<string> args)
    {
        if (args is not [var first, ..] || first.StartsWith("--", StringComparison.Ordinal))
        {
            return null;
        }

        args.RemoveAt(0);
        return first;
    }

    private static string? Take(List<string> args, string option)
    {
        var at = args.IndexOf(option);
        if (at < 0 || at + 1 == args.Count)
        {
            return null;
        }

        var value = args[at + 1];
        args.RemoveRange(at, 2);
        return value;
    }

    private static StartException Wrong(string line) => new(ExitCode.Configuration, $"{line} --help shows how.");
}
