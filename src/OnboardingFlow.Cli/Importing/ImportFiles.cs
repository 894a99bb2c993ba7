namespace OnboardingFlow.Cli.Importing;

/// <summary>The files that an import writes; they lie beside the input unless named.</summary>
/// <param name="Report">What is wrong, by line and column.</param>
/// <param name="Journal">What was sent.</param>
/// <param name="Results">What became of each row.</param>
internal sealed record ImportFiles(string Report, string Journal, string Results)
{
    /// <exception cref="CliException">Two of them, or one of them and the input, are the same file.</exception>
    public static ImportFiles Beside(string input, string? report, string? journal, string? results)
    {
        var files = new ImportFiles(report ?? input + ".report.csv", journal ?? input + ".journal.jsonl", results ?? input + ".results.csv");
        return new[] { input, files.Report, files.Journal, files.Results }.Select(Path.GetFullPath).Distinct(StringComparer.Ordinal).Count() == 4
            ? files
            : throw new CliException(ExitCodes.Usage, "The input, --report, --journal and --results must be four different files.");
    }
}
