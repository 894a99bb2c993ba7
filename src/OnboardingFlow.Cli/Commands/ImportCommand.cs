using System.CommandLine;
using System.Globalization;
using OnboardingFlow.Cli.Importing;
using OnboardingFlow.Cli.Sealing;
using OnboardingFlow.Cli.Showing;

namespace OnboardingFlow.Cli.Commands;

/// <summary><c>onboarding import FILE</c>: enrols everybody in a CSV file.</summary>
internal static class ImportCommand
{
    private const int MostPerSecond = 100_000;

    public static Command Create()
    {
        var via = new Option<string>("--via") { Description = "Through the host's API, or its request queue.", DefaultValueFactory = _ => "api" };
        via.AcceptOnlyFromAmong("api", "queue");
        var rate = new Option<int>("--rate") { Description = "At most so many requests a second.", DefaultValueFactory = _ => 50 };
        rate.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MostPerSecond)
            {
                result.AddError($"--rate must be from 1 to {MostPerSecond}.");
            }
        });
        var dryRun = new Option<bool>("--dry-run") { Description = "Only checks the rows and writes the report." };
        var skip = new Option<bool>("--skip-invalid") { Description = "Sends the valid rows though others are wrong." };
        var key = new Option<FileInfo?>("--public-key") { Description = "PEM file with the public part of the vault's sealing key: seals each request." };
        var version = new Option<string?>("--key-version") { Description = "Version of that key: the last part of its id in Key Vault." };
        var command = new Command("import", "Enrols everybody in a CSV file: checks every row, then sends them at a rate; stopped, it goes on where it was.")
        {
            dryRun, skip, via, rate, key, version,
        };
        var file = new ImportFileOptions().AddTo(command);
        var output = new OutputOption().AddTo(command);
        var host = new HostOptions().AddTo(command);
        var queue = new QueueOptions().AddTo(command);
        command.Runs(async (parsed, cancellationToken) =>
        {
            var (run, files) = file.Of(parsed);
            var (valid, invalid, took) = run.Check(cancellationToken);
            var counts = new SendCounts();
            var earlier = 0;
            if (invalid > 0)
            {
                Output.Say($"{invalid} of {valid + invalid} rows are wrong; {files.Report} says what.");
            }

            var refusesAll = invalid > 0 && !parsed.GetValue(skip);
            if (refusesAll && !parsed.GetValue(dryRun))
            {
                Output.Say("Nothing was sent. Mend the rows, or send the others with --skip-invalid.");
            }

            try
            {
                if (!refusesAll && !parsed.GetValue(dryRun))
                {
                    var seal = SealingKeyOf(parsed.GetValue(key), parsed.GetValue(version));
                    using IRequestChannel channel = parsed.GetValue(via) == "queue" ? new QueueChannel(queue.QueueOf(parsed)) : new ApiChannel(host.ClientOf(parsed));
                    using var journal = ImportJournal.Open(files.Journal, Guid.NewGuid().ToString("N"));
                    earlier = run.CountDone(journal);
                    var sender = new ImportSender(channel, journal, new RowRequest(journal.Import, seal), counts, TimeProvider.System);
                    await SendProgress.RunAsync(
                        valid - earlier, counts, TimeProvider.System, () => run.SendAsync(sender, journal, parsed.GetValue(rate), cancellationToken));
                    Output.Say($"{files.Results} says what became of each row.");
                }
            }
            catch (Exception stopped) when (stopped is CliException or OperationCanceledException && counts.All > 0)
            {
                Output.Say("Stopped. The same command goes on from its journal; nobody is sent twice.");
                throw;
            }
            finally
            {
                var summary = new ImportSummary(
                    valid + invalid,
                    valid,
                    invalid,
                    earlier,
                    counts[SendState.Queued],
                    counts[SendState.Accepted],
                    counts[SendState.Duplicate],
                    counts[SendState.Refused],
                    (long)took.TotalMilliseconds);
                Output.Write(
                    output.Of(parsed),
                    summary,
                    ImportJson.Default.ImportSummary,
                    ["rows", "valid", "invalid", "earlier", "queued", "accepted", "duplicates", "refused"],
                    [Row(summary)]);
            }

            return invalid > 0 || counts[SendState.Refused] > 0 ? ExitCodes.Refused : ExitCodes.Ok;
        });
        return command;
    }

    private static SealingKey? SealingKeyOf(FileInfo? key, string? version) => (key, version) switch
    {
        (null, null) => null,
        ({ } file, { } named) => new SealingKey(Files.ReadText(file.FullName), named),
        _ => throw new CliException(ExitCodes.Usage, "--public-key and --key-version belong together."),
    };

    private static string[] Row(ImportSummary summary) =>
    [
        .. new[] { summary.Rows, summary.Valid, summary.Invalid, summary.Earlier, summary.Queued, summary.Accepted, summary.Duplicates, summary.Refused }
            .Select(number => number.ToString(CultureInfo.InvariantCulture)),
    ];
}
