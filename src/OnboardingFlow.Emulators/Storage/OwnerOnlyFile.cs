namespace OnboardingFlow.Emulators.Storage;

/// <summary>Files that only their owner can read: they hold keys.</summary>
internal static class OwnerOnlyFile
{
    internal static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    /// <summary>Written whole or not at all.</summary>
    internal static void Write(string path, byte[] content)
    {
        using (var file = Create(path + ".new"))
        {
            file.Write(content);
        }

        File.Move(path + ".new", path, overwrite: true);
    }
}
