using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using OnboardingFlow.Api;
using OnboardingFlow.Core.Starting;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Functions.Tests.Infra;

public sealed partial class AlertTests
{
    private static readonly Assembly[] Ours = [typeof(FunctionsServices).Assembly, typeof(ApiMetrics).Assembly, typeof(StartVerdict).Assembly];

    [Fact]
    public async Task Every_query_names_log_events_and_orchestrations_that_exist()
    {
        var deployment = await Deployment.OfAsync("prod");
        var queries = string.Join('\n', deployment.All("Microsoft.Insights/scheduledQueryRules")
            .Select(rule => rule.GetProperty("properties").GetProperty("criteria").GetProperty("allOf")[0].GetProperty("query").GetString()));
        var logged = Ours.SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(method => method.IsDefined(typeof(LoggerMessageAttribute)))
            .Select(method => method.Name)
            .ToHashSet(StringComparer.Ordinal);
        var named = EventName().Matches(queries).Select(match => match.Groups[1].Value).Distinct().ToArray();

        Assert.Equal(4, named.Length);
        Assert.All(named, name => Assert.Contains(name, logged));
        Assert.Contains($"\"orchestration:{WorkflowNames.Onboarding}\"", queries, StringComparison.Ordinal);
        Assert.Contains($"Verdict == \"{nameof(StartVerdict.Started)}\"", queries, StringComparison.Ordinal);
        Assert.Contains($"Decision == \"{nameof(Core.Intake.IntakeDecision.Poison)}\"", queries, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_alert_reaches_the_people_named()
    {
        var deployment = await Deployment.OfAsync("prod");

        Assert.Equal(4, deployment.All("Microsoft.Insights/scheduledQueryRules").Count() + deployment.All("Microsoft.Insights/metricAlerts").Count());
        Assert.All(deployment.All("Microsoft.Insights/scheduledQueryRules"), rule => Assert.Contains(
            "onboarding-alerts", rule.GetProperty("properties").GetProperty("actions").GetProperty("actionGroups").ToString(), StringComparison.Ordinal));
        Assert.Contains("onboarding-alerts", deployment.One("Microsoft.Insights/metricAlerts").GetProperty("actions").ToString(), StringComparison.Ordinal);
    }

    [GeneratedRegex("EventName == \"(\\w+)\"")]
    private static partial Regex EventName();
}
