using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using OnboardingFlow.Api.Tests.Hosting;
using OnboardingFlow.Core.Intake;
using OnboardingFlow.Core.Sealing;
using OnboardingFlow.Core.Tests.Requests;

namespace OnboardingFlow.Api.Tests;

public sealed class PoisonTests
{
    private const string Id = "6d5f4f0e-1111-4a52-9d0f-2c5e4a8b0001";

    [Fact]
    public async Task Poison_is_shown_by_reason_and_never_by_content()
    {
        await using var host = await ApiHost.StartAsync();
        Add(host, "ofs1.envelope");

        var list = (await host.GetAsync("/api/poison", ApiHost.OperateKey)).Is(HttpStatusCode.OK);
        var one = (await host.GetAsync($"/api/poison/{Id}", ApiHost.OperateKey)).Is(HttpStatusCode.OK);

        var expected = JsonNode.Parse($$"""
            {"message_id":"{{Id}}","reason":"invalid","errors":{"presign.facepay_user.phone":["must be 11 digits"]},"first_seen":"2026-11-23T08:00:00Z","tries":0}
            """);
        Assert.True(JsonNode.DeepEquals(expected, one.Json), one.Body);
        Assert.True(JsonNode.DeepEquals(expected, list.Json["items"]![0]), list.Body);
        Assert.Equal(1, (int)list.Json["approximate_count"]!);
    }

    [Fact]
    public async Task A_message_goes_back_as_it_came()
    {
        await using var host = await ApiHost.StartAsync();
        Add(host, "ofs1.envelope");

        (await RequeueAsync(host, null)).Is(HttpStatusCode.Accepted);

        Assert.Null(host.Poison.Requeued[Id]);
    }

    [Fact]
    public async Task A_repaired_request_goes_back_sealed_for_that_message()
    {
        await using var host = await ApiHost.StartAsync();
        Add(host, null);
        (await RequeueAsync(host, null)).IsProblem(HttpStatusCode.Conflict, "needs_repair");

        (await RequeueAsync(host, new JsonObject { ["request"] = SampleRequests.Bare() })).Is(HttpStatusCode.Accepted);

        var envelope = host.Poison.Requeued[Id]!;
        var opened = await host.Sealer.OpenFromVaultAsync(envelope, Id, SealPurposes.MessageBody, TestContext.Current.CancellationToken);
        Assert.True(JsonNode.DeepEquals(SampleRequests.Bare(), JsonNode.Parse(opened)));
    }

    [Fact]
    public async Task A_repaired_request_that_is_still_wrong_is_refused_by_field()
    {
        await using var host = await ApiHost.StartAsync();
        Add(host, "ofs1.envelope");
        var request = SampleRequests.Bare();
        request.At("facepay_user")["phone"] = "1380013800x";

        var answer = (await RequeueAsync(host, new JsonObject { ["request"] = request })).IsProblem(HttpStatusCode.BadRequest, "VALIDATION_FAILED");

        Assert.Equal(["presign.facepay_user.phone"], answer.Fields);
        Assert.DoesNotContain("1380013800x", answer.Body, StringComparison.Ordinal);
        Assert.Contains(Id, host.Poison.Messages.Keys);
    }

    [Theory]
    [InlineData("""{"request":"{}"}""", "request")]
    [InlineData("""{"requests":{}}""", "requests")]
    [InlineData("""{"request":{},"request":{}}""", "request")]
    [InlineData("[]", "$")]
    public async Task A_strange_body_is_refused(string body, string field)
    {
        await using var host = await ApiHost.StartAsync();
        Add(host, "ofs1.envelope");

        var answer = await host.CallAsync("POST", $"/api/poison/{Id}/requeue", ApiHost.OperateKey, ApiHost.Json(Encoding.UTF8.GetBytes(body)));

        Assert.Equal([field], answer.IsProblem(HttpStatusCode.BadRequest, "VALIDATION_FAILED").Fields);
        Assert.Empty(host.Poison.Requeued);
    }

    [Fact]
    public async Task A_message_is_deleted_once()
    {
        await using var host = await ApiHost.StartAsync();
        Add(host, "ofs1.envelope");

        (await host.CallAsync("DELETE", $"/api/poison/{Id}", ApiHost.OperateKey)).Is(HttpStatusCode.NoContent);
        (await host.CallAsync("DELETE", $"/api/poison/{Id}", ApiHost.OperateKey)).IsProblem(HttpStatusCode.NotFound, "not_found");
        (await host.GetAsync($"/api/poison/{Id}", ApiHost.OperateKey)).IsProblem(HttpStatusCode.NotFound, "not_found");
        (await RequeueAsync(host, null)).IsProblem(HttpStatusCode.NotFound, "not_found");
        (await host.GetAsync($"/api/poison/{new string('x', 500)}", ApiHost.OperateKey)).IsProblem(HttpStatusCode.NotFound, "not_found");
    }

    private static void Add(ApiHost host, string? envelope) => host.Poison.Messages[Id] = new PoisonMessage(
        "invalid", new Dictionary<string, IReadOnlyList<string>> { ["presign.facepay_user.phone"] = ["must be 11 digits"] }, Id, ApiHost.Now, 0, envelope);

    private static Task<Answer> RequeueAsync(ApiHost host, JsonNode? body) => host.PostAsync($"/api/poison/{Id}/requeue", ApiHost.OperateKey, body);
}
