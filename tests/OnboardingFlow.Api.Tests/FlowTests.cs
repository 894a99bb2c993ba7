using System.Net;
using System.Text.Json.Nodes;
using OnboardingFlow.Api.Tests.Hosting;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Tests.Requests;

namespace OnboardingFlow.Api.Tests;

/// <summary>Whole onboardings by HTTP alone.</summary>
public sealed class FlowTests
{
    private static readonly string _path = $"/api/onboardings/{InstanceIds.For("O1", "u1")}";

    [Fact]
    public async Task From_the_start_to_the_signed_contract_and_to_the_erasure()
    {
        await using var flow = await FlowHost.StartAsync();
        (await StartAsync(flow)).Is(HttpStatusCode.Accepted);
        Assert.Equal("AwaitingContract", (string?)(await GetAsync(flow)).Json["step"]);
        var token = (await flow.CallAsync(host => host.PostAsync($"{_path}/presign-token", ApiHost.StartKey))).Is(HttpStatusCode.OK);
        Assert.Equal("token-1", (string?)token.Json["presign_token"]);
        (await flow.CallAsync(host => host.CallAsync("DELETE", _path, ApiHost.OperateKey))).IsProblem(HttpStatusCode.Conflict, "not_ended");

        var contract = flow.WeChatPay.Sign();
        (await flow.NotifyAsync()).Is(HttpStatusCode.NoContent);

        var ended = await GetAsync(flow);
        Assert.Equal(("Completed", contract), ((string?)ended.Json["outcome"]!["kind"], (string?)ended.Json["outcome"]!["contract_id"]));
        Assert.Equal("Completed", (string?)ended.Json["runtime_status"]);
        Assert.Equal("delivered", (string?)ended.Json["deliveries"]![0]!["state"]);
        Assert.Single(flow.Channel.Delivered);
        Assert.NotEmpty((await flow.Api.GetAsync($"{_path}/timeline")).Json["entries"]!.AsArray());
        (await StartAsync(flow)).IsProblem(HttpStatusCode.Conflict, "ended");
        (await flow.CallAsync(host => host.PostAsync($"{_path}/presign-token", ApiHost.StartKey))).IsProblem(HttpStatusCode.Conflict, "ended");

        (await flow.CallAsync(host => host.CallAsync("DELETE", _path, ApiHost.OperateKey))).Is(HttpStatusCode.NoContent);
        (await GetAsync(flow)).IsProblem(HttpStatusCode.NotFound, "not_found");
        Assert.Empty(flow.Api.DataKeys.Records);
    }

    [Fact]
    public async Task A_late_signer_gets_a_fresh_token()
    {
        await using var flow = await FlowHost.StartAsync();
        await StartAsync(flow);
        await flow.PassAsync(TimeSpan.FromMinutes(10));

        var token = (await flow.CallWhileTimePassesAsync(host => host.PostAsync($"{_path}/presign-token", ApiHost.StartKey))).Is(HttpStatusCode.OK);

        Assert.Equal("token-2", (string?)token.Json["presign_token"]);
        Assert.Equal(2, flow.WeChatPay.Count("presign"));
    }

    [Fact]
    public async Task A_parked_run_goes_on_after_retry()
    {
        await using var flow = await FlowHost.StartAsync();
        flow.WeChatPay.Fail("presign", ErrorTypes.Configuration);
        await StartAsync(flow);
        var parked = await GetAsync(flow);
        Assert.Equal(("NeedsAttention", "Presigning"), ((string?)parked.Json["step"], (string?)parked.Json["attention"]!["step"]));
        (await flow.CallAsync(host => host.PostAsync($"{_path}/presign-token", ApiHost.StartKey))).IsProblem(HttpStatusCode.Conflict, "not_yet");

        (await flow.CallAsync(host => host.PostAsync($"{_path}/retry", ApiHost.OperateKey))).Is(HttpStatusCode.Accepted);

        Assert.Equal("AwaitingContract", (string?)(await GetAsync(flow)).Json["step"]);
    }

    [Fact]
    public async Task A_suspended_run_is_terminated_and_its_end_is_delivered()
    {
        await using var flow = await FlowHost.StartAsync();
        await StartAsync(flow);
        (await flow.CallAsync(host => host.PostAsync($"{_path}/suspend", ApiHost.OperateKey))).Is(HttpStatusCode.Accepted);
        Assert.Equal("Suspended", (string?)(await GetAsync(flow)).Json["runtime_status"]);

        (await flow.CallWhileActivitiesWaitAsync(host => host.PostAsync($"{_path}/terminate", ApiHost.OperateKey, new JsonObject { ["reason"] = "moved" })))
            .Is(HttpStatusCode.Accepted);
        await flow.PassAsync(TimeSpan.FromMinutes(1));

        var ended = await GetAsync(flow);
        Assert.Equal("TERMINATED_BY_OPERATOR", (string?)ended.Json["outcome"]!["code"]);
        Assert.Equal("delivered", (string?)ended.Json["deliveries"]![0]!["state"]);
        Assert.Equal("Terminated", (string?)JsonNode.Parse(Assert.Single(flow.Channel.Delivered).DataJson)!["outcome"]);
    }

    [Fact]
    public async Task A_cancelled_onboarding_is_started_again_by_a_new_request()
    {
        await using var flow = await FlowHost.StartAsync();
        await StartAsync(flow);
        (await flow.CallAsync(host => host.PostAsync($"{_path}/cancel", ApiHost.OperateKey, new JsonObject { ["terminate_contract"] = true }))).Is(HttpStatusCode.Accepted);
        (await flow.CallAsync(host => host.PostAsync($"{_path}/presign-token", ApiHost.StartKey))).IsProblem(HttpStatusCode.Conflict, "ending");
        await flow.PassAsync(TimeSpan.FromMinutes(10));
        Assert.Equal("Cancelled", (string?)(await GetAsync(flow)).Json["outcome"]!["kind"]);

        var again = SampleRequests.Event(SampleRequests.Data(SampleRequests.Minimal));
        again.At("data")["options"] = new JsonObject { ["restart"] = "if_ended" };
        var started = (await flow.CallAsync(host => host.PostAsync("/api/onboardings", ApiHost.StartKey, again))).Is(HttpStatusCode.Accepted);

        Assert.Equal(2, (int)started.Json["run"]!);
        (await flow.CallAsync(host => host.PostAsync("/api/onboardings", ApiHost.StartKey, again))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Two_starts_at_the_same_moment_make_one_run()
    {
        await using var flow = await FlowHost.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => StartAsync(flow)));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Accepted);
        Assert.Equal(7, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.Equal(1, flow.WeChatPay.Count("presign"));
        Assert.Single(flow.Api.DataKeys.Records);
    }

    private static Task<Answer> StartAsync(FlowHost flow) =>
        flow.CallAsync(host => host.PostAsync("/api/onboardings", ApiHost.StartKey, SampleRequests.Bare(SampleRequests.Minimal)));

    private static Task<Answer> GetAsync(FlowHost flow) => flow.Api.GetAsync(_path);
}
