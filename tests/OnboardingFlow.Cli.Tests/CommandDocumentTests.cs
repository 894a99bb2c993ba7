using System.Text.RegularExpressions;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.Cli.Tests;

/// <summary>The table of docs/command.md has the commands that there are.</summary>
public sealed partial class CommandDocumentTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "command.md"));

    /// <summary>The first words of each row's commands, and the words that a row's first command may go on with.</summary>
    private static readonly HashSet<string> Documented =
        [.. Page.Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => Code().Matches(CellEnd().Split(line)[1]).Select(code => code.Groups[1].Value))
            .SelectMany(Names)];

    [Fact]
    public async Task Every_command_is_documented_and_no_other_is()
    {
        var commands = await CommandsAsync();
        foreach (var parent in new[] { "poison", "emulate" })
        {
            commands.Remove(parent);
            commands.UnionWith((await CommandsAsync(parent)).Select(name => $"{parent} {name}"));
        }

        Assert.True(commands.Count > 25, string.Join(", ", commands));
        Assert.Equal(commands.Order(StringComparer.Ordinal), Documented.Order(StringComparer.Ordinal));
    }

    private static async Task<HashSet<string>> CommandsAsync(params string[] parents)
    {
        var help = await Onboarding.RunAsync([.. parents, "--help"]);
        return [.. help.Output.Split("Commands:")[1].Split('\n').Select(line => CommandLine().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value)];
    }

    /// <summary>"poison list|show" are two; of "get ID" and "review ID approve|reject" the first word counts.</summary>
    private static IEnumerable<string> Names(string usage)
    {
        var words = usage.Replace("\\|", "|", StringComparison.Ordinal).Split(' ');
        return words[0] is "poison" or "emulate" ? words[1].Split('|').Select(word => $"{words[0]} {word}") : [words[0]];
    }

    [GeneratedRegex("^  ([a-z-]+)")]
    private static partial Regex CommandLine();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex CellEnd();
}
