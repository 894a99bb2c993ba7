using System.Text.RegularExpressions;
using OnboardingFlow.EndToEnd.Tests.Support;
using OnboardingFlow.Observability.Tests.Support;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.EndToEnd.Tests;

/// <summary>What a Prometheus server and a collector get from a host that has had good and bad minutes.</summary>
public sealed partial class MetricTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dashboard_and_alerts_find_every_metric_at_a_host_that_ran_onboardings()
    {
        await using var collector = new OtlpCollector();
        await using var stack = await Stack.StartTracedAsync(collector);
        await HaveGoodAndBadMinutesAsync(stack);

        var page = await UntilAllAreThereAsync(stack, Named());
        Assert.All(LabelsOf(page), one => Assert.Empty(one.Labels.Except(Documented(one.Metric))));

        var sent = await collector.UntilMetricsAsync(["onboardingflow.onboardings.ended", "onboardingflow.engine.ended", "onboardingflow.keyvault.budget.rate"], Stop);
        Assert.Contains("http.server.request.duration", sent);
        var logged = Assert.Single(collector.Logs, one => one.Event == "Throttled");
        Assert.Equal(32, logged.TraceId.Length);
        Assert.StartsWith("ob-", logged.Attributes["InstanceId"], StringComparison.Ordinal);
        Assert.Contains($"TraceId:{logged.TraceId}", stack.HostOutput, StringComparison.Ordinal);
    }

    /// <summary>Replay, throttling, forged and refused answers, a parked run, poison and completed runs.</summary>
    private static async Task HaveGoodAndBadMinutesAsync(Stack stack)
    {
        var (waiting, called, parked) = (Person.New(), Person.New(), Person.New());
        await stack.SendAsync(waiting.Json());
        await stack.UntilStepAsync(waiting.InstanceId, "AwaitingContract");
        await stack.KillHostAsync();
        await stack.StartHostAsync();
        await SignAsync(stack, waiting);

        using var started = await stack.Api.PostAsync(new Uri("api/onboardings", UriKind.Relative), Stack.Json(called.Json()), Stop);
        started.EnsureSuccessStatusCode();
        await SignAsync(stack, called);

        await stack.SendAsync("no request");
        await Stack.FaultAsync(stack.KeyVault, "sign", "throttle");
        await Stack.FaultAsync(stack.WeChatPay, "user", "bad_signature");
        await Stack.FaultAsync(stack.WeChatPay, "presign", "status", status: 403, code: "NO_AUTH");
        await stack.SendAsync(parked.Json());
        await stack.UntilStepAsync(parked.InstanceId, "NeedsAttention");
    }

    private static async Task SignAsync(Stack stack, Person person)
    {
        await stack.SignAsync(person.InstanceId, Person.Organization, person.OutUserId);
        await stack.UntilOutcomeAsync(person.InstanceId);
    }

    private static IReadOnlyCollection<string> Named() => [.. Queries.OfDashboards(Repository.Root)
        .Concat(Queries.OfRules(Repository.Root).Select(rule => rule.Query))
        .SelectMany(Queries.Metrics)
        .Distinct()];

    /// <summary>Scrapes until each is there; fails with those that aren't after a minute.</summary>
    private static async Task<string> UntilAllAreThereAsync(Stack stack, IReadOnlyCollection<string> named)
    {
        Assert.NotEmpty(named);
        string[] lacking = [];
        for (var look = 0; look < 600; look++)
        {
            var page = await stack.Api.GetStringAsync(new Uri("metrics", UriKind.Relative), Stop);
            lacking = [.. named.Except(Sample().Matches(page).Select(match => match.Groups[1].Value))];
            if (lacking.Length == 0)
            {
                return page;
            }

            await Task.Delay(100, Stop);
        }

        throw new InvalidOperationException($"/metrics lacks {string.Join(", ", lacking)}\n{stack.HostOutput}");
    }

    private static IEnumerable<(string Metric, IEnumerable<string> Labels)> LabelsOf(string page) => Sample().Matches(page)
        .Where(match => match.Groups[1].Value.StartsWith("onboardingflow_", StringComparison.Ordinal))
        .Select(match => (match.Groups[1].Value, Label().Matches(match.Groups[2].Value).Select(label => label.Groups[1].Value)));

    /// <summary>Tags in the table of docs/observability.md, as Prometheus writes them.</summary>
    private static IEnumerable<string> Documented(string sample)
    {
        var row = File.ReadLines(Path.Combine(Repository.Root, "docs", "observability.md"))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Single(cells => cells.Length > 6 && cells[5].Trim('`') is { Length: > 0 } name
                && (sample == name || (cells[2] == "histogram" && sample[..sample.LastIndexOf('_')] == name)));
        return Tag().Matches(row[6]).Select(tag => tag.Value.Replace('.', '_')).Concat(["le", "otel_scope_name"]);
    }

    [GeneratedRegex(@"^(\w+)(?:\{(.*)\})? \S", RegexOptions.Multiline)]
    private static partial Regex Sample();

    [GeneratedRegex(@"(\w+)=""(?:[^""\\]|\\.)*""")]
    private static partial Regex Label();

    [GeneratedRegex(@"[a-z][\w.]*")]
    private static partial Regex Tag();
}
