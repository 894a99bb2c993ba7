using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OnboardingFlow.Api.Tests.Hosting;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Sealing;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Api.Tests;

public sealed class OperationTests
{
    private const string Secret = "she is 张三, 13800138000";

    public static TheoryData<string> Reasoned => ["cancel", "retry", "suspend", "resume", "terminate"];

    [Theory]
    [InlineData("approve", true)]
    [InlineData("reject", false)]
    public async Task A_review_reaches_the_run_with_its_reason_sealed(string decision, bool approved)
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AddAsync(status => status with { Step = OnboardingStep.AwaitingReview });

        var answer = (await host.OperateAsync(id, "review", new JsonObject { ["decision"] = decision, ["reason"] = Secret })).Is(HttpStatusCode.Accepted);

        Assert.Equal(id, (string?)answer.Json["id"]);
        var (_, name, payload) = Assert.Single(host.Engine.Events);
        Assert.Equal(ExternalEvents.Reviewed, name);
        var review = JsonSerializer.Deserialize(payload!, WorkflowJson.Default.ReviewDecision)!;
        Assert.Equal(approved, review.Approved);
        Assert.Equal(Secret, await OpenAsync(host, id, review.SealedReason!));
        Assert.All(host.Log.Lines, line => Assert.DoesNotContain(Secret, line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_review_nobody_waits_for_is_refused()
    {
        await using var host = await ApiHost.StartAsync();
        var running = await host.AddAsync(outUserId: "u1");
        var ended = await host.AddEndedAsync(outUserId: "u2");
        var body = new JsonObject { ["decision"] = "approve" };

        (await host.OperateAsync(running, "review", body)).IsProblem(HttpStatusCode.Conflict, "not_in_review");
        (await host.OperateAsync(ended, "review", body)).IsProblem(HttpStatusCode.Conflict, "not_in_review");
        Assert.Empty(host.Engine.Events);
    }

    [Theory]
    [InlineData("""{"terminate_contract":true,"reason":"moved away"}""", true)]
    [InlineData("""{"terminate_contract":false}""", false)]
    [InlineData("{}", false)]
    [InlineData(null, false)]
    public async Task A_cancellation_reaches_the_run(string? body, bool terminateContract)
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AddAsync();

        (await host.OperateAsync(id, "cancel", body is null ? null : JsonNode.Parse(body))).Is(HttpStatusCode.Accepted);

        var (_, name, payload) = Assert.Single(host.Engine.Events);
        Assert.Equal(ExternalEvents.Cancelled, name);
        Assert.Equal(terminateContract, JsonSerializer.Deserialize(payload!, WorkflowJson.Default.CancelRequest)!.TerminateContract);
    }

    [Fact]
    public async Task A_parked_run_is_woken_by_retry()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AddAsync(status => status with { Step = OnboardingStep.NeedsAttention });

        (await host.OperateAsync(id, "retry")).Is(HttpStatusCode.Accepted);

        Assert.Equal(ExternalEvents.RetryRequested, Assert.Single(host.Engine.Events).Name);
    }

    [Fact]
    public async Task A_run_stopped_by_a_fault_is_rewound_by_retry()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AddAsync(snapshot: snapshot => snapshot with { Status = RuntimeStatus.Failed, Failure = new ActivityFailure("Boom", "") });

        var answer = (await host.OperateAsync(id, "retry", new JsonObject { ["reason"] = Secret })).Is(HttpStatusCode.Accepted);

        Assert.Equal("Running", (string?)answer.Json["runtime_status"]);
        Assert.Equal(Secret, await OpenAsync(host, id, Assert.Single(host.Engine.Reasons)!));
    }

    [Fact]
    public async Task There_is_nothing_to_retry_in_a_run_that_waits_or_has_ended()
    {
        await using var host = await ApiHost.StartAsync();
        var waiting = await host.AddAsync(outUserId: "u1");
        var ended = await host.AddEndedAsync(outUserId: "u2");

        (await host.OperateAsync(waiting, "retry")).IsProblem(HttpStatusCode.Conflict, "nothing_to_retry");
        (await host.OperateAsync(ended, "retry")).IsProblem(HttpStatusCode.Conflict, "nothing_to_retry");
    }

    [Fact]
    public async Task A_run_is_suspended_once_and_resumed_once()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AddAsync();

        (await host.OperateAsync(id, "resume")).IsProblem(HttpStatusCode.Conflict, "not_suspended");
        var suspended = (await host.OperateAsync(id, "suspend", new JsonObject { ["reason"] = Secret })).Is(HttpStatusCode.Accepted);
        Assert.Equal("Suspended", (string?)suspended.Json["runtime_status"]);
        (await host.OperateAsync(id, "suspend")).IsProblem(HttpStatusCode.Conflict, "already_suspended");
        var resumed = (await host.OperateAsync(id, "resume")).Is(HttpStatusCode.Accepted);
        Assert.Equal("Running", (string?)resumed.Json["runtime_status"]);
        var timeline = (await host.GetAsync($"/api/onboardings/{id}/timeline")).Is(HttpStatusCode.OK);
        Assert.Equal(
            ["event SuspendedByOperator ok", "event ResumedByOperator ok"],
            timeline.Json["entries"]!.AsArray().TakeLast(2).Select(entry => $"{entry!["kind"]} {entry["name"]} {entry["result"]}"));
        Assert.DoesNotContain(host.Engine.Reasons, reason => reason?.Contains("13800138000", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public async Task A_terminated_run_has_its_end_delivered_and_listed()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AddAsync();

        var answer = (await host.OperateAsync(id, "terminate", new JsonObject { ["reason"] = Secret })).Is(HttpStatusCode.Accepted);

        Assert.Equal("Terminated", (string?)answer.Json["outcome"]!["kind"]);
        Assert.Contains(WorkflowNames.DeliveryId(id, 1, "queue"), host.Engine.Instances.Keys);
        Assert.Equal(OutcomeKind.Terminated, host.Index.Rows[id].Outcome!.Kind);
        Assert.Equal("outcome", host.Index.Entries[id][^1].Kind);
        Assert.Equal(Secret, await OpenAsync(host, id, Assert.Single(host.Engine.Reasons)!));
    }

    [Theory]
    [InlineData("cancel")]
    [InlineData("suspend")]
    [InlineData("resume")]
    [InlineData("terminate")]
    public async Task An_ended_run_takes_no_operation(string operation)
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AddEndedAsync();

        (await host.OperateAsync(id, operation)).IsProblem(HttpStatusCode.Conflict, "ended");
        Assert.Empty(host.Engine.Events);
    }

    [Theory]
    [MemberData(nameof(Reasoned))]
    public async Task Nobodys_onboarding_is_not_found(string operation)
    {
        await using var host = await ApiHost.StartAsync();

        (await host.OperateAsync("ob-nobody", operation)).IsProblem(HttpStatusCode.NotFound, "not_found");
        (await host.OperateAsync("ob-nobody", "review", new JsonObject { ["decision"] = "approve" })).IsProblem(HttpStatusCode.NotFound, "not_found");
    }

    public static TheoryData<string, string, string> Hostile => new()
    {
        { "review", "", "$" },
        { "review", "{}", "decision" },
        { "review", """{"decision":null}""", "decision" },
        { "review", """{"decision":"maybe 13800138000"}""", "decision" },
        { "review", """{"decision":1}""", "decision" },
        { "review", """{"decision":"approve","reason":13800138000}""", "reason" },
        { "review", """{"decision":"approve","reasen":"13800138000"}""", "reasen" },
        { "review", """{"decision":"approve","decision":"reject"}""", "decision" },
        { "cancel", """{"terminate_contract":"yes"}""", "terminate_contract" },
        { "cancel", """{"terminate_contract":true""", "$" },
        { "cancel", "[]", "$" },
        { "suspend", """{"reason":""}""", "reason" },
        { "suspend", """{"reason":"a\nb 13800138000"}""", "reason" },
        { "terminate", "null", "$" },
        { "terminate", "13800138000", "$" },
        { "retry", "\ud800", "$" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task A_hostile_body_is_refused_by_field(string operation, string body, string field)
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AddAsync(status => status with { Step = OnboardingStep.AwaitingReview });

        var answer = await host.CallAsync("POST", $"/api/onboardings/{id}/{operation}", ApiHost.OperateKey, ApiHost.Json(Encoding.Latin1.GetBytes(body)));

        Assert.Equal([field], answer.IsProblem(HttpStatusCode.BadRequest, "VALIDATION_FAILED").Fields);
        Assert.DoesNotContain("13800138000", answer.Body, StringComparison.Ordinal);
        Assert.Empty(host.Engine.Events);
        Assert.Equal(RuntimeStatus.Running, host.Engine.Instances[id].Status);
    }

    [Fact]
    public async Task A_body_over_4_KiB_is_refused()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AddAsync();

        var answer = await host.OperateAsync(id, "cancel", new JsonObject { ["reason"] = new string('x', 5000) });

        answer.IsProblem(HttpStatusCode.RequestEntityTooLarge, "too_large");
    }

    [Fact]
    public async Task Without_the_vault_a_reason_is_not_passed_on_in_clear()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AddAsync();
        host.Time.Advance(TimeSpan.FromHours(1));
        host.Keys.OutOfReach = true;

        (await host.OperateAsync(id, "suspend", new JsonObject { ["reason"] = Secret })).IsProblem(HttpStatusCode.ServiceUnavailable, "unavailable");
        Assert.Equal(RuntimeStatus.Running, host.Engine.Instances[id].Status);
    }

    private static async Task<string> OpenAsync(ApiHost host, string id, string envelope) =>
        Encoding.UTF8.GetString(await host.Sealer.OpenAsync(envelope, id, SealPurposes.Reason, TestContext.Current.CancellationToken));
}
