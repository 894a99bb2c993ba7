using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace OnboardingFlow.Observability.Tests.Support;

/// <summary>The PromQL of the dashboard (<c>infra/grafana</c>) and of the alert rules (<c>infra/prometheus</c>).</summary>
internal static partial class Queries
{
    private static readonly HashSet<string> Words = ["and", "bool", "offset", "or", "unless"];

    public static IReadOnlyList<string> OfDashboards(string root) => [.. Directory.EnumerateFiles(Path.Combine(root, "infra", "grafana"), "*.json")
        .SelectMany(file =>
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            return Expressions(json.RootElement).ToList();
        })];

    public static IReadOnlyList<AlertRule> OfRules(string root) => [.. Directory.EnumerateFiles(Path.Combine(root, "infra", "prometheus"), "*.yml").SelectMany(file =>
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(file)));
        return from @group in (YamlSequenceNode)yaml.Documents[0].RootNode["groups"]
               from rule in (YamlSequenceNode)@group["rules"]
               select new AlertRule(
                   rule["alert"].ToString(), rule["expr"].ToString(), rule["annotations"]["summary"].ToString(), rule["annotations"]["description"].ToString());
    })];

    /// <summary>The metrics that a query names.</summary>
    public static IReadOnlyList<string> Metrics(string query) => [.. Name()
        .Matches(Text().Replace(Range().Replace(Grouping().Replace(Selector().Replace(query, " "), " "), " "), " "))
        .Select(match => match.Value)
        .Where(name => !Words.Contains(name))
        .Distinct()];

    /// <summary>Labels that a query selects or groups by.</summary>
    public static IReadOnlyList<string> Labels(string query) => [.. Selections(query).Select(pair => pair.Label)
        .Concat(Grouping().Matches(query).SelectMany(match => match.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        .Distinct()];

    /// <summary>Labels with the values that a query selects them by.</summary>
    public static IEnumerable<(string Label, string Value)> Selections(string query) => Selector().Matches(query)
        .SelectMany(selector => Selection().Matches(selector.Value))
        .Select(match => (match.Groups[1].Value, match.Groups[2].Value));

    private static IEnumerable<string> Expressions(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Object => node.EnumerateObject().SelectMany(field => field.Name == "expr" ? [field.Value.GetString()!] : Expressions(field.Value)),
        JsonValueKind.Array => node.EnumerateArray().SelectMany(Expressions),
        _ => [],
    };

    // A name that a parenthesis follows is a function.
    [GeneratedRegex(@"(?<![\w.:$])[a-zA-Z_:][\w:]*(?![\w:]|\s*\()")]
    private static partial Regex Name();

    [GeneratedRegex(@"\b(?:by|without|on|ignoring|group_left|group_right)\s*\(([^)]*)\)")]
    private static partial Regex Grouping();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Selector();

    [GeneratedRegex(@"(\w+)\s*(?:=~|!~|!=|=)\s*""([^""]*)""")]
    private static partial Regex Selection();

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Range();

    [GeneratedRegex(@"""[^""]*""")]
    private static partial Regex Text();
}
