using OnboardingFlow.Functions.Tests;

namespace OnboardingFlow.Observability.Tests.Support;

/// <summary>The tables of docs/observability.md.</summary>
internal static class ObservabilityPage
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "observability.md"));

    /// <summary>The table rows below a heading of the second level, without their heads.</summary>
    public static IReadOnlyList<string> RowsOf(string heading) => [.. Lines
        .SkipWhile(line => line != "## " + heading).Skip(1)
        .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && (line[2] == '`' || char.IsDigit(line[2])))];

    /// <summary>Fails with the very lines to write or to remove.</summary>
    /// <param name="heading">The heading of the table's section.</param>
    /// <param name="expected">What the rows must be.</param>
    /// <param name="withoutLastColumn">Whether the table has one more column, which the code can't say.</param>
    public static void AssertHolds(string heading, IEnumerable<string> expected, bool withoutLastColumn = false)
    {
        var wanted = expected.ToList();
        var there = RowsOf(heading).Select(row => withoutLastColumn ? row[..(row[..^1].LastIndexOf('|') + 1)] : row).ToList();
        var lacking = wanted.Except(there).ToList();
        var tooMany = there.Except(wanted).ToList();
        Assert.True(
            lacking.Count == 0 && tooMany.Count == 0,
            $"docs/observability.md, '{heading}', lacks:\n{string.Join('\n', lacking)}\nand has what isn't in the code (any more):\n{string.Join('\n', tooMany)}");
        Assert.Equal(wanted.Count, there.Count);
    }
}
