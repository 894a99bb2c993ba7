using System.Text.RegularExpressions;

namespace OnboardingFlow.Core.Tests;

/// <summary>README.md, the pages of docs/ that have a Chinese edition, and those editions tell the same, as far as a test can see it; what they point at is there.</summary>
public sealed partial class ReadmeTests
{
    private const string InChinese = ".zh-CN.md";

    private static string Root { get; } = FindRoot();

    public static TheoryData<string> Pages =>
        ["README.md", "README.zh-CN.md", "CONTRIBUTING.md", .. Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md").Select(file => Path.GetRelativePath(Root, file)).Order(StringComparer.Ordinal)];

    /// <summary>Every page that has a Chinese edition.</summary>
    public static TheoryData<string> Translated =>
        [.. Pages.Select(page => page.Data).Where(page => page.EndsWith(InChinese, StringComparison.Ordinal)).Select(page => page.Replace(InChinese, ".md", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Translated))]
    public void Both_have_the_same_sections_in_the_same_order(string page)
    {
        var (english, chinese) = (Sections(page), Sections(Chinese(page)));

        Assert.True(
            english.Select(section => section.Level).SequenceEqual(chinese.Select(section => section.Level)),
            $"{Chinese(page)} hasn't the sections of {page}: give it the same headings, in the same order, translated.\n"
            + $"{page}: {string.Join(" | ", english.Select(section => section.Heading))}\n{Chinese(page)}: {string.Join(" | ", chinese.Select(section => section.Heading))}");
    }

    [Theory]
    [MemberData(nameof(Translated))]
    public void Both_have_the_same_commands_and_examples_but_for_comments(string page)
    {
        foreach (var (english, chinese) in Sections(page).Zip(Sections(Chinese(page))))
        {
            Assert.True(
                english.Blocks.SequenceEqual(chinese.Blocks),
                $"The code blocks of '{chinese.Heading}' ({Chinese(page)}) aren't those of '{english.Heading}' ({page}): copy them over; only what stands after '# ' in a console block may be translated.\n"
                + $"{page}:\n{string.Join("\n--\n", english.Blocks)}\n\n{Chinese(page)}:\n{string.Join("\n--\n", chinese.Blocks)}");
        }
    }

    /// <summary>What a row is about stands in its first cell as code: a route, a command, a setting.</summary>
    [Theory]
    [MemberData(nameof(Translated))]
    public void Both_have_the_same_rows_in_their_tables(string page)
    {
        Assert.Equal(Rows(page), Rows(Chinese(page)));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void What_a_page_links_to_is_there(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Root, page))!;
        var links = Link().Matches(File.ReadAllText(Path.Combine(Root, page))).Select(match => match.Groups["target"].Value).Where(target => !target.Contains("://", StringComparison.Ordinal));

        Assert.All(links, link => Assert.True(Path.Exists(Path.Combine(folder, link)), $"{page} links to {link}, which isn't there: correct the link."));
    }

    private static string Chinese(string page) => page.Replace(".md", InChinese, StringComparison.Ordinal);

    /// <summary>The code in the first cell of each row that begins with code.</summary>
    private static List<string> Rows(string page) =>
        [.. File.ReadLines(Path.Combine(Root, page))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => string.Join(' ', Code().Matches(CellEnd().Split(line)[1]).Select(code => code.Value)))];

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

    [GeneratedRegex("`[^`]+`")]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex CellEnd();

    [GeneratedRegex(@"\s+# .*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\]\((?<target>[^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();

    private sealed record Section(int Level, string Heading, List<string> Blocks);
}
