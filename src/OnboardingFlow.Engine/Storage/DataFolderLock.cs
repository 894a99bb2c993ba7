using System.Globalization;

namespace OnboardingFlow.Engine.Storage;

/// <summary>
/// Makes this process the only owner of a data folder: <c>engine.lock</c> is held open without sharing, so the system gives it free when the process dies.
/// The owner's process id stands beside it in <c>engine.pid</c>, because a file held that way can't be read by others.
/// </summary>
internal sealed class DataFolderLock : IDisposable
{
    private readonly FileStream _held;

    private DataFolderLock(FileStream held) => _held = held;

    /// <exception cref="EngineStorageException">Another process owns the folder, or it can't be written.</exception>
    public static DataFolderLock Take(string folder)
    {
        var pidFile = Path.Combine(folder, "engine.pid");
        try
        {
            Directory.CreateDirectory(folder);
            var held = new FileStream(Path.Combine(folder, "engine.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(pidFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new DataFolderLock(held);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new EngineStorageException($"The data folder '{folder}' can't be written; give this user the right to, or name another in Engine:DataDirectory.", e);
        }
        catch (IOException e)
        {
            throw new EngineStorageException(
                $"The data folder '{folder}' can't be owned: {Owner(pidFile)}. Stop that process, or name another folder in Engine:DataDirectory.", e);
        }
    }

    public void Dispose() => _held.Dispose();

    private static string Owner(string pidFile)
    {
        try
        {
            return $"process {File.ReadAllText(pidFile).Trim()} owns it";
        }
        catch (IOException)
        {
            return "another process owns it, or the folder can't be made";
        }
    }
}
