using System.Text.RegularExpressions;

namespace OnboardingFlow.Core.Tests;

/// <summary>README.md and its Chinese edition tell the same, as far as a test can see it; what README and docs point at is there.</summary>
public sealed partial class ReadmeTests
{
    private const string English = "README.md";
    private const string Chinese = "README.zh-CN.md";

    private static string Root { get; } = FindRoot();

    public static TheoryData<string> Pages =>
        [English, Chinese, "CONTRIBUTING.md", .. Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md").Select(file => Path.GetRelativePath(Root, file)).Order(StringComparer.Ordinal)];

    [Fact]
    public void Both_have_the_same_sections_in_the_same_order()
    {
        var (english, chinese) = (Sections(English), Sections(Chinese));

        Assert.True(
            english.Select(section => section.Level).SequenceEqual(chinese.Select(section => section.Level)),
            $"{Chinese} hasn't the sections of {English}: give it the same headings, in the same order, translated.\n"
            + $"{English}: {string.Join(" | ", english.Select(section => section.Heading))}\n{Chinese}: {string.Join(" | ", chinese.Select(section => section.Heading))}");
    }

    [Fact]
    public void Both_have_the_same_commands_and_examples_but_for_comments()
    {
        foreach (var (english, chinese) in Sections(English).Zip(Sections(Chinese)))
        {
            Assert.True(
                english.Blocks.SequenceEqual(chinese.Blocks),
                $"The code blocks of '{chinese.Heading}' ({Chinese}) aren't those of '{english.Heading}' ({English}): copy them over; only what stands after '# ' in a console block may be translated.\n"
                + $"{English}:\n{string.Join("\n--\n", english.Blocks)}\n\n{Chinese}:\n{string.Join("\n--\n", chinese.Blocks)}");
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void What_a_page_links_to_is_there(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Root, page))!;
        var links = Link().Matches(File.ReadAllText(Path.Combine(Root, page))).Select(match => match.Groups["target"].Value).Where(target => !target.Contains("://", StringComparison.Ordinal));

        Assert.All(links, link => Assert.True(Path.Exists(Path.Combine(folder, link)), $"{page} links to {link}, which isn't there: correct the link."));
    }

    /// <summary>The sections of a page, with the code blocks of each; comments of console blocks are left out.</summary>
    private static List<Section> Sections(string page)
    {
        var sections = new List<Section>();
        List<string>? block = null;
        foreach (var line in File.ReadLines(Path.Combine(Root, page)))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                if (block is null)
                {
                    block = [line];
                    continue;
                }

                sections[^1].Blocks.Add(string.Join('\n', block));
                block = null;
            }
            else if (block is not null)
            {
                block.Add(block[0] == "```console" ? Comment().Replace(line, "") : line);
            }
            else if (Heading().Match(line) is { Success: true } heading)
            {
                sections.Add(new(heading.Groups["marks"].Length, heading.Groups["text"].Value, []));
            }
        }

        return sections;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OnboardingFlow.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No OnboardingFlow.sln above {AppContext.BaseDirectory}.");
        }

        return folder.FullName;
    }

    [GeneratedRegex("^(?<marks>#+) (?<text>.+)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"\s+# .*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\]\((?<target>[^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();

    private sealed record Section(int Level, string Heading, List<string> Blocks);
}
