namespace OnboardingFlow.Cli;

/// <summary>Reads files that the command line names.</summary>
internal static class Files
{
    /// <summary>Largest request file that is read: the API takes 32 KiB.</summary>
    private const int MaxBytes = 32 * 1024;

    /// <exception cref="CliException">The file can't be read or is too large.</exception>
    public static string ReadText(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
            {
                throw new CliException(ExitCodes.Usage, $"{path} is larger than {MaxBytes / 1024} KiB.");
            }

            return File.ReadAllText(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.Usage, $"{path} can't be read: {problem.Message}");
        }
    }
}
