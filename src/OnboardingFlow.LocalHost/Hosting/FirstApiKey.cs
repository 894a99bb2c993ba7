using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OnboardingFlow.LocalHost.Hosting;

/// <summary>The key of a host that was given none: made once, kept in <c>api-key</c> for its owner's eyes, used by its SHA-256 only.</summary>
internal static class FirstApiKey
{
    /// <summary>Name of the file in the data folder.</summary>
    public const string FileName = "api-key";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int ShortestKey = 20;
    private const int LongestKey = 512;

    /// <summary>When <c>Http:ApiKeys</c> is empty: adds the key of the file, made when it isn't there, with all roles.</summary>
    /// <exception cref="StartException">The file holds no usable key, or can't be read or written.</exception>
    public static void AddFirstApiKey(this ConfigurationManager configuration, DataFolder folder)
    {
        if (configuration.GetSection("Http:ApiKeys").GetChildren().Any())
        {
            return;
        }

        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Http:ApiKeys:0:Name"] = "first",
            ["Http:ApiKeys:0:Sha256"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(ReadOrMake(folder)))),
            ["Http:ApiKeys:0:Roles:0"] = "start",
            ["Http:ApiKeys:0:Roles:1"] = "read",
            ["Http:ApiKeys:0:Roles:2"] = "operate",
        });
    }

    private static string ReadOrMake(DataFolder folder)
    {
        var path = folder.File(FileName);
        try
        {
            if (!File.Exists(path))
            {
                Make(path);
            }
            else if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, OwnerOnly);
            }

            var key = File.ReadAllText(path).Trim();
            return key.Length is >= ShortestKey and <= LongestKey
                ? key
                : throw new StartException(ExitCode.Configuration, $"{path} holds no API key of {ShortestKey} to {LongestKey} characters: remove it to have a new one made, or set Http:ApiKeys.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException(ExitCode.DataFolder, $"{path} can't be used: {e.Message}");
        }
    }

    /// <summary>A start that dies half-way leaves no half key.</summary>
    private static void Make(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var file = new FileStream(path + ".new", options))
        {
            file.Write(Encoding.ASCII.GetBytes(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)) + "\n"));
            file.Flush(flushToDisk: true);
        }

        File.Move(path + ".new", path);
    }
}
