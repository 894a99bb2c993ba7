using System.Text.Json;

namespace OnboardingFlow.LocalHost.Hosting;

/// <summary><c>localhost.json</c> in the data folder: there while the host is ready, for scripts.</summary>
/// <param name="Url">The first address that it serves.</param>
/// <param name="Pid">Its process.</param>
internal sealed record ReadyFile(string Url, int Pid)
{
    private const string Name = "localhost.json";

    /// <summary>What the file says, or null when it isn't there or says nothing (yet).</summary>
    public static ReadyFile? Find(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(Path.Combine(folder, Name)), HostingJson.Default.ReadyFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes it whole: a reader sees all of it or none.</summary>
    public void Write(string folder)
    {
        var path = Path.Combine(folder, Name);
        File.WriteAllText(path + ".new", JsonSerializer.Serialize(this, HostingJson.Default.ReadyFile) + Environment.NewLine);
        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>Takes it away.</summary>
    public static void Remove(string folder) => File.Delete(Path.Combine(folder, Name));
}
