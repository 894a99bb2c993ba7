using OnboardingFlow.Engine;
using OnboardingFlow.LocalHost.Hosting;
using OnboardingFlow.LocalHost.Sqlite.Audit;
using OnboardingFlow.LocalHost.Sqlite.Index;
using OnboardingFlow.LocalHost.Sqlite.Keys;

namespace OnboardingFlow.LocalHost.Commands;

/// <summary>Copies the data folder's files, each as of one moment.</summary>
internal static class BackupCommand
{
    /// <summary>
    /// The engine first: the read model may be ahead of it (its writes are repeated after a restore), but must not lack what the engine holds as done.
    /// </summary>
    public static ExitCode Run(string dataDirectory, string target, bool withKeys)
    {
        string[] files = [Path.GetFileName(EngineArchive.FileIn(dataDirectory)), SqliteOnboardingIndex.FileName, .. FilesSince(dataDirectory, SqliteAuditTrail.FileName), .. withKeys ? [SqliteDataKeyStore.FileName] : Array.Empty<string>()];
        try
        {
            Directory.CreateDirectory(target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException(ExitCode.DataFolder, $"The folder {target} can't be made: {e.Message}");
        }

        foreach (var file in files)
        {
            var copy = Path.Combine(target, file);
            EngineArchive.Backup(Path.Combine(dataDirectory, file), copy);
            Console.WriteLine($"{copy}: {new FileInfo(copy).Length} bytes");
        }

        return ExitCode.Stopped;
    }

    /// <summary>A file that a data folder of an older release hasn't yet.</summary>
    private static string[] FilesSince(string dataDirectory, string name) => File.Exists(Path.Combine(dataDirectory, name)) ? [name] : [];
}
