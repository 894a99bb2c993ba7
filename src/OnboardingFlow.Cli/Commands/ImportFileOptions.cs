using System.CommandLine;
using OnboardingFlow.Cli.Importing;
using OnboardingFlow.Core.Identity;

namespace OnboardingFlow.Cli.Commands;

/// <summary>What is read for an import, how, and which files are written.</summary>
internal sealed class ImportFileOptions
{
    private readonly Argument<FileInfo> _file = new("file") { Description = "CSV file with a header line, a person a row." };
    private readonly Option<FileInfo?> _mapping = new("--mapping") { Description = """JSON file {"columns": {header: field}, "defaults": {field: value}, "ignore": [header]}.""" };
    private readonly Option<string[]> _set = new("--set") { Description = "FIELD=VALUE for rows without one; may be repeated. No personal data.", DefaultValueFactory = _ => [] };
    private readonly Option<CardChecksum> _cardChecksum = new("--card-checksum") { Description = "As the host's Onboarding:CardChecksum.", DefaultValueFactory = _ => CardChecksum.Reject };
    private readonly Option<FileInfo?> _report = new("--report") { Description = "Where to write what is wrong (FILE.report.csv)." };
    private readonly Option<FileInfo?> _journal = new("--journal") { Description = "What was sent, to go on from (FILE.journal.jsonl)." };
    private readonly Option<FileInfo?> _results = new("--results") { Description = "Where to write what became of each row (FILE.results.csv)." };
    private readonly Option<string> _encoding = new("--encoding") { Description = "How the file is written.", DefaultValueFactory = _ => "auto" };

    public ImportFileOptions AddTo(Command command)
    {
        _encoding.AcceptOnlyFromAmong("auto", "utf-8", "gb18030");
        command.Arguments.Add(_file);
        foreach (var option in (Option[])[_encoding, _mapping, _set, _cardChecksum, _report, _journal, _results])
        {
            command.Options.Add(option);
        }

        return this;
    }

    /// <exception cref="CliException">The file, its header line or the mapping is wrong.</exception>
    public (ImportRun Run, ImportFiles Files) Of(ParseResult parsed)
    {
        var path = parsed.GetRequiredValue(_file).FullName;
        var mapping = ImportMapping.Read(parsed.GetValue(_mapping)?.FullName, parsed.GetRequiredValue(_set));
        var input = new CsvInput(path, FileEncoding.Of(path, parsed.GetRequiredValue(_encoding)));
        var plan = ColumnPlan.Make(input.ReadHeaders(), mapping);
        var files = ImportFiles.Beside(path, parsed.GetValue(_report)?.FullName, parsed.GetValue(_journal)?.FullName, parsed.GetValue(_results)?.FullName);
        return (new ImportRun(input, plan, new RowChecker(plan, TimeProvider.System, parsed.GetValue(_cardChecksum)), files), files);
    }
}
