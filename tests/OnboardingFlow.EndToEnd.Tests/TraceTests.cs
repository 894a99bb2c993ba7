using System.Text.Json.Nodes;
using OnboardingFlow.EndToEnd.Tests.Support;
using OnboardingFlow.Tests.Shared;

namespace OnboardingFlow.EndToEnd.Tests;

/// <summary>Who asks why an onboarding took three days finds all of it in one trace, that of whoever wanted it.</summary>
public sealed class TraceTests
{
    private const string SenderSpan = "b7ad6b7169203331";
    private const string CallerSpan = "00f067aa0ba902b7";
    private const string QueueTrace = "0af7651916cd43dd8448eb211c80319c";
    private const string HttpTrace = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_onboarding_is_one_trace_from_its_message_or_call_to_its_published_event_over_a_kill()
    {
        await using var collector = new OtlpCollector();
        await using var stack = await Stack.StartTracedAsync(collector);
        var (sent, called) = (Person.New(), Person.New());
        await SendAsync(stack, sent);
        await CallAsync(stack, called);
        await collector.UntilAsync(spans => new[] { sent, called }.All(person => spans.Any(span => IsOf(span, person, "activity Presign"))), Stop);

        await stack.KillHostAsync();
        await stack.StartHostAsync();
        await stack.SignAsync(sent.InstanceId, Person.Organization, sent.OutUserId);
        await stack.SignAsync(called.InstanceId, Person.Organization, called.OutUserId);
        await stack.UntilOutcomeAsync(sent.InstanceId);
        await stack.UntilOutcomeAsync(called.InstanceId);

        var all = await collector.UntilAsync(
            spans => new[] { QueueTrace, HttpTrace }.All(trace => spans.Count(span => span.TraceId == trace && span.Name == "orchestration Delivery") == 1), Stop);
        AssertOneTrace(all, sent, QueueTrace, "vendor=a1");
        AssertOneTrace(all, called, HttpTrace, "vendor=c3");

        var taken = Assert.Single(all, span => span.Name == "onboarding-requests process" && span.Tags.GetValueOrDefault("onboardingflow.verdict") == "Started");
        Assert.Equal((SenderSpan, sent.InstanceId), (taken.ParentId, taken.Tags["onboardingflow.instance_id"]));
        var call = Assert.Single(all, span => span.TraceId == HttpTrace && span.Tags.ContainsKey("http.route"));
        Assert.Equal((CallerSpan, "POST /api/onboardings"), (call.ParentId, call.Name));
        var started = Assert.Single(all, span => span.TraceId == HttpTrace && span.Name == "onboarding start");
        Assert.Equal(call.SpanId, started.ParentId);

        var events = await stack.TakeEventsAsync();
        AssertPublished(events, sent, $"00-{QueueTrace}-{taken.SpanId}-01", "vendor=a1");
        AssertPublished(events, called, $"00-{HttpTrace}-{started.SpanId}-01", "vendor=c3");
        AssertCallsOfOthers(all, sent, called);
    }

    /// <summary>Both lives of the process are in it, and nothing about the person's onboarding is in another.</summary>
    private static void AssertOneTrace(IReadOnlyList<TracedSpan> all, Person person, string trace, string state)
    {
        var own = all.Where(span => span.Tags.GetValueOrDefault("onboardingflow.instance_id") == person.InstanceId).ToList();
        Assert.All(own, span => Assert.Equal((trace, state), (span.TraceId, span.State)));
        Assert.Equal(2, own.Select(span => span.Process).Distinct().Count());
        Assert.Superset(
            new HashSet<string> { "activity CheckRequest", "activity Presign", "activity VerifyContract", "activity RecordProgress", "orchestration Onboarding" },
            own.Select(span => span.Name).ToHashSet());
        Assert.Single(all, span => span.TraceId == trace && span.Name == "activity DeliverEvent");
    }

    private static void AssertPublished(IReadOnlyList<JsonNode> events, Person person, string traceParent, string traceState)
    {
        var ended = Assert.Single(events, published => published["subject"]!.GetValue<string>() == person.InstanceId);
        Assert.Equal((traceParent, traceState), (ended["traceparent"]!.GetValue<string>(), ended["tracestate"]!.GetValue<string>()));
    }

    /// <summary>Calls to WeChat Pay, Key Vault and storage hang below the work that made them; nobody's work, such as polling the queue, makes no traces.</summary>
    private static void AssertCallsOfOthers(IReadOnlyList<TracedSpan> all, params Person[] persons)
    {
        var calls = all.Where(span => span.Source == "System.Net.Http").ToList();
        var presigned = all.Where(span => span.Name == "activity Presign").Select(span => span.SpanId);
        var presigns = calls.Where(call => call.Tags["http.request.method"] == "POST" && presigned.Contains(call.ParentId) && call.Tags["url.full"].StartsWith("http://", StringComparison.Ordinal));
        Assert.Equal(2, presigns.Select(call => call.TraceId).Distinct().Count()); // On a busy machine one may be repeated.
        Assert.All(calls, call => Assert.NotEmpty(call.ParentId));
        Assert.All(calls, call => Assert.Equal("/", new Uri(call.Tags["url.full"]).PathAndQuery));
        Assert.All(persons, person => Assert.DoesNotContain(all, span => span.Tags.Values.Any(value => value.Contains(person.OutUserId, StringComparison.Ordinal))));
    }

    private static bool IsOf(TracedSpan span, Person person, string name) =>
        span.Name == name && span.Tags.GetValueOrDefault("onboardingflow.instance_id") == person.InstanceId;

    private static async Task SendAsync(Stack stack, Person person)
    {
        var request = PlantedPerson.Event(person, PlantedPerson.Data(person));
        request["traceparent"] = $"00-{QueueTrace}-{SenderSpan}-01";
        request["tracestate"] = "vendor=a1";
        await stack.SendAsync(request.ToJsonString());
    }

    private static async Task CallAsync(Stack stack, Person person)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("api/onboardings", UriKind.Relative)) { Content = Stack.Json(person.Json()) };
        request.Headers.Add("traceparent", $"00-{HttpTrace}-{CallerSpan}-01");
        request.Headers.Add("tracestate", "vendor=c3");
        using var answer = await stack.Api.SendAsync(request, Stop);
        answer.EnsureSuccessStatusCode();
    }
}
