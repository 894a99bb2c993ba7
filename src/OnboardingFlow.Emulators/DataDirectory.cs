namespace OnboardingFlow.Emulators;

/// <summary>The folder with everything that the emulators write.</summary>
internal sealed class DataDirectory : IDisposable
{
    private readonly bool _temporary;

    private DataDirectory(string path, bool temporary)
    {
        Path = path;
        _temporary = temporary;
    }

    internal string Path { get; }

    /// <summary>PEM of Key Vault's TLS certificate.</summary>
    internal string TrustedCertificateFile => File("emulator-ca.pem");

    /// <summary>Addresses: there only while the emulators answer.</summary>
    internal string AddressFile => File("emulators.json");

    internal string LocalHostSettingsFile => File("localhost.settings.json");

    internal static DataDirectory Open(string? path)
    {
        if (path is null)
        {
            return new DataDirectory(Directory.CreateTempSubdirectory("onboardingflow-emulators-").FullName, temporary: true);
        }

        var full = System.IO.Path.GetFullPath(path);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(full);
        }
        else
        {
            Directory.CreateDirectory(full, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return new DataDirectory(full, temporary: false);
    }

    /// <summary>Removes a temporary folder.</summary>
    public void Dispose()
    {
        if (_temporary)
        {
            Directory.Delete(Path, recursive: true);
        }
    }

    private string File(string name) => System.IO.Path.Combine(Path, name);
}
