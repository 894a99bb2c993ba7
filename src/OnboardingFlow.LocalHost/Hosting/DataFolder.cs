
namespace OnboardingFlow.LocalHost.Hosting;

/// <summary>The folder of everything this host keeps. Held for one process at a time; the system lets go of it when the process dies.</summary>
internal sealed class DataFolder : IDisposable
{
    private const string Setting = "Engine:DataDirectory";

    private readonly FileStream held;

    private DataFolder(string path, FileStream held) => (Path, this.held) = (path, held);

    /// <summary>Its full path.</summary>
    public string Path { get; }

    /// <summary>Makes the folder, for its owner only, when it isn't there, and takes it.</summary>
    /// <exception cref="StartException">It isn't named, is in use, or can't be made or written.</exception>
    public static DataFolder Open(IConfiguration configuration)
    {
        var setting = configuration[Setting] ?? "./data";
        if (string.IsNullOrWhiteSpace(setting))
        {
            throw new StartException(ExitCode.Configuration, $"{Setting} is empty: name a folder.");
        }

        var path = System.IO.Path.GetFullPath(setting);
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(path);
            }
            else
            {
                Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            return new(path, Hold(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException(ExitCode.DataFolder, $"The data folder {path} can't be used: {e.Message} Give this user the right to write there, or set {Setting}.");
        }
    }

    /// <summary>Path of a file in the folder.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <inheritdoc/>
    public void Dispose() => held.Dispose();

    private static FileStream Hold(string path)
    {
        var lockFile = System.IO.Path.Combine(path, "localhost.lock");
        try
        {
            return new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (System.IO.File.Exists(lockFile))
        {
            var owner = ReadyFile.Find(path) is { } running ? $" by process {running.Pid}, which serves {running.Url}" : "";
            throw new StartException(ExitCode.DataFolder, $"The data folder {path} is in use{owner}. Stop that one, or set {Setting} to another folder.");
        }
    }
}
