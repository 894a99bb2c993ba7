namespace OnboardingFlow.Cli.Importing;

/// <summary>Files that an import writes, readable by their owner only: they say who is being onboarded, if by pseudonyms.</summary>
internal static class OwnedFile
{
    /// <exception cref="CliException">It can't be opened, or another process has it open.</exception>
    public static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            return new FileStream(path, options);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.Usage, $"{path} can't be opened: {problem.Message}");
        }
    }
}
