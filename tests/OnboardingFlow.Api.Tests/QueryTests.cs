using System.Net;
using System.Text.Json.Nodes;
using OnboardingFlow.Api.Tests.Hosting;
using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Api.Tests;

public sealed class QueryTests
{
    private const string Path = "/api/onboardings";

    [Fact]
    public async Task A_running_onboarding_is_shown_as_the_contract_says()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AddAsync();

        var answer = (await host.GetAsync($"{Path}/{id}")).Is(HttpStatusCode.OK);

        var expected = JsonNode.Parse($$"""
            {"id":"{{id}}","organization_id":"O1","out_user_id":"u1","run":1,"step":"AwaitingContract","step_since":"2026-11-23T08:00:00Z","attempt":1,
             "waiting_until":"2026-11-26T08:00:00Z","confirmed":true,"runtime_status":"Running","outcome":null,"created_at":"2026-11-23T08:00:00Z",
             "updated_at":"2026-11-23T08:00:00Z","links":{"self":"/api/onboardings/{{id}}","timeline":"/api/onboardings/{{id}}/timeline"},"deliveries":[]}
            """);
        Assert.True(JsonNode.DeepEquals(expected, answer.Json), answer.Body);
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
    }

    [Fact]
    public async Task An_ended_onboarding_shows_its_outcome_and_deliveries()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AddEndedAsync(OutcomeKind.Rejected, "CARD_REFUSED");

        var answer = (await host.GetAsync($"{Path}/{id}")).Is(HttpStatusCode.OK);

        var outcome = JsonNode.Parse("""{"kind":"Rejected","code":"CARD_REFUSED","message":"said so","ended_at":"2026-11-23T08:00:00Z","contract_id":null}""");
        Assert.True(JsonNode.DeepEquals(outcome, answer.Json["outcome"]), answer.Body);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""[{"channel":"queue","state":"delivered","tries":1}]"""), answer.Json["deliveries"]), answer.Body);
        Assert.Null(answer.Json["waiting_until"]);
    }

    [Theory]
    [InlineData(RuntimeStatus.Terminated, "Terminated", "TERMINATED_BY_OPERATOR")]
    [InlineData(RuntimeStatus.Failed, "Failed", "UNHANDLED_FAULT")]
    public async Task An_end_that_no_code_made_has_an_outcome_too(RuntimeStatus status, string kind, string code)
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AddAsync(snapshot: snapshot => snapshot with { Status = status, Failure = new ActivityFailure("Boom", "with 张三") });

        var answer = (await host.GetAsync($"{Path}/{id}")).Is(HttpStatusCode.OK);

        Assert.Equal((kind, code), ((string?)answer.Json["outcome"]!["kind"], (string?)answer.Json["outcome"]!["code"]));
        Assert.Equal(status.ToString(), (string?)answer.Json["runtime_status"]);
        Assert.Equal("AwaitingContract", (string?)answer.Json["step"]);
        Assert.Equal("pending", (string?)answer.Json["deliveries"]![0]!["state"]);
        Assert.DoesNotContain("张三", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parked_onboarding_says_why()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AddAsync(status => status with
        {
            Step = OnboardingStep.NeedsAttention,
            Attention = new AttentionCause(OnboardingStep.Presigning, "Configuration", "The merchant's key is disabled."),
        });

        var answer = await host.GetAsync($"{Path}/{id}");

        Assert.Equal("NeedsAttention", (string?)answer.Json["step"]);
        Assert.Equal("Presigning", (string?)answer.Json["attention"]!["step"]);
    }

    [Theory]
    [InlineData("ob-aaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("x")]
    [InlineData("%E5%BC%A0%E4%B8%89")]
    [InlineData(5000)]
    public async Task An_id_that_names_nothing_is_not_found(object named)
    {
        var id = named is int length ? new string('a', length) : (string)named;
        await using var host = await ApiHost.StartAsync();

        (await host.GetAsync($"{Path}/{id}")).IsProblem(HttpStatusCode.NotFound, "not_found");
        (await host.GetAsync($"{Path}/{id}/timeline")).IsProblem(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task A_delivery_is_not_an_onboarding()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AddEndedAsync();

        (await host.GetAsync($"{Path}/{WorkflowNames.DeliveryId(id, 1, "queue")}")).IsProblem(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task A_list_is_paged_newest_first()
    {
        await using var host = await ApiHost.StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Insert(0, await host.AddAsync(outUserId: $"u{i}"));
            host.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var seen = new List<string>();
        string? token = null;
        do
        {
            var page = (await host.GetAsync($"{Path}?page_size=2{(token is null ? "" : $"&continuation_token={token}")}")).Is(HttpStatusCode.OK);
            seen.AddRange(page.Json["items"]!.AsArray().Select(item => (string)item!["id"]!));
            token = (string?)page.Json["continuation_token"];
        }
        while (token is not null);

        Assert.Equal(ids, seen);
    }

    [Fact]
    public async Task A_list_shows_suspended_ones_as_such_and_leaves_deliveries_out()
    {
        await using var host = await ApiHost.StartAsync();
        await host.AddAsync(snapshot: snapshot => snapshot with { Status = RuntimeStatus.Suspended });

        var item = (await host.GetAsync(Path)).Json["items"]![0]!.AsObject();

        Assert.Equal("Suspended", (string?)item["runtime_status"]);
        Assert.False(item.ContainsKey("deliveries"));
        Assert.True(item.ContainsKey("outcome"));
    }

    [Theory]
    [InlineData("step=AwaitingContract", 1)]
    [InlineData("step=Presigning", 0)]
    [InlineData("outcome=Rejected&code=CARD_REFUSED", 1)]
    [InlineData("outcome=Completed", 0)]
    [InlineData("organization_id=O1", 2)]
    [InlineData("organization_id=O2", 0)]
    [InlineData("created_from=2026-11-23T08:00:00Z&created_to=2026-11-23T16:00:00.5%2B08:00", 2)]
    [InlineData("created_to=2026-11-23T16:00:00+08:00", 0)]
    [InlineData("step=&outcome=", 2)]
    public async Task A_list_is_filtered(string query, int expected)
    {
        await using var host = await ApiHost.StartAsync();
        await host.AddAsync(outUserId: "u1");
        await host.AddEndedAsync(OutcomeKind.Rejected, "CARD_REFUSED", outUserId: "u2");

        var answer = (await host.GetAsync($"{Path}?{query}")).Is(HttpStatusCode.OK);

        Assert.Equal(expected, answer.Json["items"]!.AsArray().Count);
        Assert.Null(answer.Json["continuation_token"]);
    }

    [Theory]
    [InlineData("step=awaiting", "step")]
    [InlineData("step=3", "step")]
    [InlineData("outcome=Lost", "outcome")]
    [InlineData("created_from=yesterday", "created_from")]
    [InlineData("created_to=1", "created_to")]
    [InlineData("page_size=0", "page_size")]
    [InlineData("page_size=201", "page_size")]
    [InlineData("page_size=-1", "page_size")]
    [InlineData("page_size=ten", "page_size")]
    [InlineData("page_size=99999999999999999999", "page_size")]
    [InlineData("continuation_token=rubbish", "continuation_token")]
    [InlineData("organisation_id=O1", "organisation_id")]
    [InlineData("step=Accepted&step=Presigning", "step")]
    public async Task A_strange_query_is_refused_by_field(string query, string field)
    {
        await using var host = await ApiHost.StartAsync();

        Assert.Equal([field], (await host.GetAsync($"{Path}?{query}")).IsProblem(HttpStatusCode.BadRequest, "VALIDATION_FAILED").Fields);
    }

    [Fact]
    public async Task A_timeline_is_shown_as_the_contract_says()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AddAsync();
        host.Index.Entries[id] = [new TimelineEntry(1, ApiHost.Now, "activity", "Presign", 1, 112, "ok", null)];

        var answer = (await host.GetAsync($"{Path}/{id}/timeline")).Is(HttpStatusCode.OK);

        var expected = JsonNode.Parse("""
            {"entries":[{"run":1,"at":"2026-11-23T08:00:00Z","kind":"activity","name":"Presign","attempt":1,"duration_ms":112,"result":"ok","code":null}],"truncated":false}
            """);
        Assert.True(JsonNode.DeepEquals(expected, answer.Json), answer.Body);
    }

    [Fact]
    public async Task A_timeline_that_the_index_does_not_have_yet_is_empty()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AddAsync();
        host.Index.Entries.Clear();

        Assert.Empty((await host.GetAsync($"{Path}/{id}/timeline")).Is(HttpStatusCode.OK).Json["entries"]!.AsArray());
    }

    [Fact]
    public async Task Counts_have_every_step()
    {
        await using var host = await ApiHost.StartAsync();
        host.Index.Counts = new OnboardingCounts(
            new Dictionary<OnboardingStep, long> { [OnboardingStep.AwaitingContract] = 7 },
            [new OutcomeCount(OutcomeKind.Rejected, "CARD_REFUSED", 3)],
            [new BankTypeCount("ICBC_DEBIT", "CARD_REFUSED", 2)],
            ApiHost.Now);

        var counts = (await host.GetAsync("/api/counts")).Is(HttpStatusCode.OK).Json;

        Assert.Equal((7, 0), ((int)counts["by_step"]!["AwaitingContract"]!, (int)counts["by_step"]!["NeedsAttention"]!));
        Assert.Equal("Rejected", (string?)counts["by_outcome"]![0]!["outcome"]);
        Assert.Equal("ICBC_DEBIT", (string?)counts["by_bank_type"]![0]!["bank_type"]);
        Assert.Equal("2026-11-23T08:00:00Z", (string?)counts["oldest_waiting"]);
    }
}
