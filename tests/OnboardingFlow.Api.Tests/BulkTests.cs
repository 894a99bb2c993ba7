using System.Net;
using System.Text;
using OnboardingFlow.Api.Tests.Hosting;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Api.Tests;

public sealed class BulkTests
{
    public static TheoryData<string, int, int> Actions => new()
    {
        // Of 3 that wait, 1 parked and 2 ended.
        { "retry", 1, 5 },
        { "suspend", 4, 2 },
        { "resume", 0, 6 },
        { "cancel", 4, 2 },
        { "terminate", 4, 2 },
        { "purge", 2, 4 },
    };

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task An_operation_is_done_where_it_means_something_and_counted_where_not(string action, int done, int refused)
    {
        await using var host = await ApiHost.StartAsync();
        await AddSixAsync(host);

        var answer = (await BulkAsync(host, action, """{"filter":{}}""")).Is(HttpStatusCode.OK);

        Assert.Equal((6, done, refused), Counts(answer));
        Assert.False((bool)answer.Json["truncated"]!);
    }

    [Fact]
    public async Task A_dry_run_only_counts()
    {
        await using var host = await ApiHost.StartAsync();
        await AddSixAsync(host);

        var answer = (await BulkAsync(host, "purge", """{"filter":{"outcome":"Rejected","code":"CARD_REFUSED"},"dry_run":true}""")).Is(HttpStatusCode.OK);

        Assert.Equal((2, 0, 0), Counts(answer));
        Assert.Equal(6, host.Index.Rows.Count);
    }

    [Fact]
    public async Task A_filter_over_several_pages_reaches_all()
    {
        await using var host = await ApiHost.StartAsync();
        for (var i = 0; i < 450; i++)
        {
            await host.AddAsync(outUserId: $"u{i}");
        }

        var answer = (await BulkAsync(host, "suspend", """{"filter":{"step":"AwaitingContract"},"dry_run":false,"reason":"school holidays"}""")).Is(HttpStatusCode.OK);

        Assert.Equal((450, 450, 0), Counts(answer));
        Assert.All(host.Engine.Instances.Values, instance => Assert.Equal(RuntimeStatus.Suspended, instance.Status));
    }

    [Theory]
    [InlineData("", "$")]
    [InlineData("{}", "filter")]
    [InlineData("""{"dry_run":true}""", "filter")]
    [InlineData("""{"filter":null}""", "filter")]
    [InlineData("""{"filter":[]}""", "filter")]
    [InlineData("""{"filter":{"stepp":"Accepted"}}""", "filter.stepp")]
    [InlineData("""{"filter":{"step":"Acepted"}}""", "filter.step")]
    [InlineData("""{"filter":{"created_from":20261123}}""", "filter.created_from")]
    [InlineData("""{"filter":{},"dry_run":"true"}""", "dry_run")]
    [InlineData("""{"filter":{},"dryrun":true}""", "dryrun")]
    [InlineData("""{"filter":{},"terminate_contract":true}""", "terminate_contract")]
    public async Task A_body_that_might_hit_the_wrong_ones_is_refused(string body, string field)
    {
        await using var host = await ApiHost.StartAsync();
        await AddSixAsync(host);

        Assert.Equal([field], (await BulkAsync(host, "purge", body)).IsProblem(HttpStatusCode.BadRequest, "VALIDATION_FAILED").Fields);
        Assert.Equal(6, host.Index.Rows.Count);
    }

    [Fact]
    public async Task Another_action_is_not_found()
    {
        await using var host = await ApiHost.StartAsync();

        (await BulkAsync(host, "approve", """{"filter":{}}""")).IsProblem(HttpStatusCode.NotFound, "not_found");
    }

    private static async Task AddSixAsync(ApiHost host)
    {
        for (var i = 0; i < 3; i++)
        {
            await host.AddAsync(outUserId: $"waiting{i}");
        }

        await host.AddAsync(status => status with { Step = OnboardingStep.NeedsAttention }, outUserId: "parked");
        await host.AddEndedAsync(OutcomeKind.Rejected, "CARD_REFUSED", "ended1");
        await host.AddEndedAsync(OutcomeKind.Rejected, "CARD_REFUSED", "ended2");
    }

    private static Task<Answer> BulkAsync(ApiHost host, string action, string body) =>
        host.CallAsync("POST", $"/api/bulk/{action}", ApiHost.OperateKey, ApiHost.Json(Encoding.UTF8.GetBytes(body)));

    private static (int Matched, int Done, int Refused) Counts(Answer answer) =>
        ((int)answer.Json["matched"]!, (int)answer.Json["done"]!, (int)answer.Json["refused"]!);
}
