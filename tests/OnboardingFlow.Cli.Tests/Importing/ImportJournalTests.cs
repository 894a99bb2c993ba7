using OnboardingFlow.Cli.Importing;

namespace OnboardingFlow.Cli.Tests.Importing;

/// <summary>The journal survives whatever ended the run before.</summary>
public sealed class ImportJournalTests : IDisposable
{
    private readonly StudentFile _file = new("");

    public void Dispose() => _file.Dispose();

    [Fact]
    public void Half_a_line_that_a_failing_machine_left_is_cut_off_and_the_rest_counts()
    {
        using (var journal = ImportJournal.Open(_file.Journal, "first"))
        {
            journal.Add("ob-a", SendState.Accepted, null);
            journal.Add("ob-b", SendState.Queued, null);
        }

        using (var torn = File.OpenWrite(_file.Journal))
        {
            torn.SetLength(torn.Length - 5);
        }

        using (var journal = ImportJournal.Open(_file.Journal, "second"))
        {
            Assert.Equal("first", journal.Import);
            Assert.Equal((true, false), (journal.IsDone("ob-a"), journal.IsDone("ob-b")));
            journal.Add("ob-b", SendState.Queued, null);
        }

        using var last = ImportJournal.Open(_file.Journal, "third");
        Assert.Equal((true, true), (last.IsDone("ob-a"), last.IsDone("ob-b")));
    }

    [Fact]
    public void A_file_that_is_no_journal_is_left_as_it_is()
    {
        File.WriteAllText(_file.Journal, "a,b\nc,d\n");

        Assert.Throws<CliException>(() => ImportJournal.Open(_file.Journal, "first"));

        Assert.Equal("a,b\nc,d\n", File.ReadAllText(_file.Journal));
    }

    [Fact]
    public void Two_imports_cannot_share_a_journal_at_the_same_time()
    {
        using var journal = ImportJournal.Open(_file.Journal, "first");

        Assert.Throws<CliException>(() => ImportJournal.Open(_file.Journal, "second"));
    }
}
