using System.Text.RegularExpressions;

namespace OnboardingFlow.Core.Tests;

/// <summary>docs/security.md promises that each threat has a test which shows what stops it: those tests must exist.</summary>
public sealed partial class SecurityDocumentTests
{
    private static readonly string[] Threats =
    [
        "Spoofed notification", "Stolen API key", "Hostile writer", "Curious operator", "Stolen disk", "Stolen backup",
        "Compromised stand-by host", "Replay", "Downgrade to certificates", "SSRF", "Resource exhaustion",
    ];

    private static string Root { get; } = FindRoot();

    private static string Document { get; } = File.ReadAllText(Path.Combine(Root, "docs", "security.md"));

    [Fact]
    public void Every_test_that_the_document_names_exists()
    {
        var named = NamedTest().Matches(Document).Select(match => match.Value.Trim('`')).Distinct().ToList();
        var existing = new[] { "*Tests.cs", "*Promises.cs" }
            .SelectMany(pattern => Directory.EnumerateFiles(Path.Combine(Root, "tests"), pattern, SearchOption.AllDirectories))
            .SelectMany(file => TestMethod().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetFileNameWithoutExtension(file)}.{match.Groups[1].Value}"))
            .ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(named);
        Assert.Equal([], named.Except(existing));
    }

    [Fact]
    public void Every_threat_names_at_least_one_test() => Assert.All(Threats, threat =>
    {
        var row = Assert.Single(Document.Split('\n'), line => line.StartsWith($"| {threat}", StringComparison.Ordinal));
        Assert.Matches(NamedTest(), row);
    });

    // A test is a public method behind [Fact] or [Theory] with its data, whatever its arguments.
    [GeneratedRegex(@"\[(?:Fact|Theory)\b.*?\bpublic (?:static )?(?:async )?(?:Task|void|ValueTask) (\w+)\(", RegexOptions.Singleline)]
    private static partial Regex TestMethod();

    [GeneratedRegex(@"`\w+(?:Tests|Promises)\.\w+`")]
    private static partial Regex NamedTest();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OnboardingFlow.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No OnboardingFlow.sln above {AppContext.BaseDirectory}.");
        }

        return folder.FullName;
    }
}
