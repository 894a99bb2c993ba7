using OnboardingFlow.Observability.Tests.Support;

namespace OnboardingFlow.Observability.Tests;

/// <summary>An alert or a filter names a log event by its id or name: each means one thing in the whole system, and is written down.</summary>
public sealed class LogEventTests
{
    /// <summary>First and last id of each project.</summary>
    private static readonly Dictionary<string, (int First, int Last)> Ranges = new()
    {
        ["Core"] = (1000, 1999),
        ["Engine"] = (2000, 2099),
        ["KeyVault"] = (3000, 3099),
        ["WeChatPay"] = (3100, 3199),
        ["Api"] = (4000, 4099),
        ["Integrations"] = (5000, 5099),
        ["LocalHost"] = (6000, 6199),
        ["Emulators"] = (7000, 7099),
        ["onboarding"] = (8000, 8099),
        ["Functions"] = (9000, 9099),
    };

    [Fact]
    public void No_two_events_have_the_same_id() => Assert.Empty(Repeated(one => one.Id));

    [Fact]
    public void No_two_events_have_the_same_name() => Assert.Empty(Repeated(one => one.Name));

    [Fact]
    public void Each_project_keeps_to_its_range() => Assert.All(LogEvent.All, one =>
    {
        var (first, last) = Assert.Contains(one.Project, (IReadOnlyDictionary<string, (int, int)>)Ranges);
        Assert.InRange(one.Id, first, last);
    });

    [Fact]
    public void The_page_has_each_event_as_the_code_has_it()
    {
        Assert.NotEmpty(LogEvent.All);
        ObservabilityPage.AssertHolds("Log events", LogEvent.All.Select(one => one.Row));
    }

    /// <summary>A method that logs by a template of its own has an id that nobody counts.</summary>
    [Fact]
    public void Everything_that_is_logged_is_source_generated()
    {
        var calls = Directory.EnumerateFiles(Path.Combine(Functions.Tests.Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => File.ReadLines(file).Where(line => OwnTemplate(line)).Select(line => $"{Path.GetFileName(file)}: {line.Trim()}"));

        Assert.Empty(calls);
    }

    private static bool OwnTemplate(string line) =>
        new[] { ".LogTrace(", ".LogDebug(", ".LogInformation(", ".LogWarning(", ".LogError(", ".LogCritical(" }.Any(call => line.Contains(call, StringComparison.Ordinal));

    private static IEnumerable<string> Repeated<TKey>(Func<LogEvent, TKey> key) => LogEvent.All
        .GroupBy(key).Where(group => group.Count() > 1).Select(group => $"{group.Key}: {string.Join(", ", group.Select(one => $"{one.Project} {one.Id} {one.Name}"))}");
}
