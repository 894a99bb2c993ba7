using System.Text.RegularExpressions;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Workflow;
using OnboardingFlow.Functions.Tests;
using OnboardingFlow.Observability.Tests.Support;

namespace OnboardingFlow.Observability.Tests;

/// <summary>A dashboard or an alert on a metric that isn't there is worse than none: it says that all is well.</summary>
public sealed partial class QueryTests
{
    /// <summary>Of ASP.NET Core; EndToEnd.Tests finds it at a host that ran.</summary>
    private static readonly Dictionary<string, string[]> Others = new()
    {
        ["http_server_request_duration_seconds"] = ["http_response_status_code", "http_route"],
    };

    private static readonly Dictionary<string, string[]> Values = new()
    {
        ["step"] = Enum.GetNames<OnboardingStep>(),
        ["outcome"] = Enum.GetNames<OutcomeKind>(),
        ["status"] = Enum.GetNames<RuntimeStatus>(),
        ["class"] = Enum.GetNames<SigningUrgency>(),
        ["orchestration"] = [WorkflowNames.Onboarding, WorkflowNames.Delivery, WorkflowNames.ContractWatch],
    };

    public static TheoryData<string> All => [.. Queries.OfDashboards(Repository.Root).Concat(Queries.OfRules(Repository.Root).Select(rule => rule.Query)).Distinct()];

    [Theory]
    [MemberData(nameof(All))]
    public void A_query_names_metrics_and_labels_that_exist(string query)
    {
        var metrics = Queries.Metrics(query);

        Assert.NotEmpty(metrics);
        var labels = metrics.SelectMany(metric => Assert.Contains(metric, LabelsByMetric)).ToHashSet();
        Assert.Empty(Queries.Labels(query).Except(labels));
        Assert.All(Queries.Selections(query), pair => Assert.True(!Values.TryGetValue(pair.Label, out var values) || values.Contains(pair.Value), $"No {pair.Label} is called {pair.Value}."));
    }

    [Fact]
    public void An_alert_names_log_events_and_pages_that_exist()
    {
        var known = LogEvent.All.Select(one => one.Name).ToHashSet();
        Assert.All(Queries.OfRules(Repository.Root), rule =>
        {
            Assert.NotEmpty(rule.Summary);
            Assert.NotEmpty(rule.Description);
            Assert.Empty(NamedEvents().Matches(rule.Description).SelectMany(match => EventName().Matches(match.Groups[1].Value)).Select(name => name.Value).Except(known));
            Assert.All(Page().Matches(rule.Description), page => Assert.True(File.Exists(Path.Combine(Repository.Root, page.Value)), page.Value));
        });
    }

    [Theory]
    [InlineData("sum by (le, step) (rate(a_bucket{step=\"X\",b!=\"c\"}[5m])) > 0.5 * max(c_d) unless e", "a_bucket c_d e", "b le step")]
    [InlineData("histogram_quantile(0.99, sum by (le) (rate(x_bucket[$__rate_interval]))) / 1e3", "x_bucket", "le")]
    public void The_reading_of_a_query_finds_its_metrics_and_labels(string query, string metrics, string labels)
    {
        Assert.Equal(metrics, string.Join(' ', Queries.Metrics(query)));
        Assert.Equal(labels, string.Join(' ', Queries.Labels(query).Order(StringComparer.Ordinal)));
    }

    /// <summary>As docs/observability.md has them, which other tests hold to the code and to the exporter.</summary>
    private static IReadOnlyDictionary<string, string[]> LabelsByMetric { get; } = ObservabilityPage.RowsOf("Metrics")
        .Select(row => row.Split('|', StringSplitOptions.TrimEntries))
        .Select(cells => (Name: cells[5].Trim('`'), Kind: cells[2], Labels: Tag().Matches(cells[6]).Select(tag => tag.Value.Replace('.', '_')).ToArray()))
        .Concat(Others.Select(other => (Name: other.Key, Kind: "histogram", Labels: other.Value)))
        .SelectMany(one => one.Kind == "histogram"
            ? new[] { (one.Name + "_bucket", (string[])[.. one.Labels, "le"]), (one.Name + "_sum", one.Labels), (one.Name + "_count", one.Labels) }
            : new[] { (one.Name, one.Labels) })
        .ToDictionary(one => one.Item1, one => one.Item2);

    [GeneratedRegex(@"[Ll]og events? ([^.:]*)")]
    private static partial Regex NamedEvents();

    [GeneratedRegex(@"\b[A-Z][a-z]+[A-Z]\w*|\b(?:Fault|Unavailable)\b")]
    private static partial Regex EventName();

    [GeneratedRegex(@"[a-z][\w.]*")]
    private static partial Regex Tag();

    [GeneratedRegex(@"docs/[\w-]+\.md")]
    private static partial Regex Page();
}
