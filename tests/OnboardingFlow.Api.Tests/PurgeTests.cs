using System.Net;
using OnboardingFlow.Api.Tests.Hosting;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Api.Tests;

public sealed class PurgeTests
{
    [Fact]
    public async Task An_ended_onboarding_is_erased_and_removed_with_all_that_belongs_to_it()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AddEndedAsync();
        var other = await host.AddEndedAsync(outUserId: "u2");
        var watch = WorkflowNames.WatchId(id, 1);
        host.Engine.Instances[watch] = host.Engine.Instances[id] with { InstanceId = watch, Status = RuntimeStatus.Running, Orchestration = WorkflowNames.ContractWatch };

        (await DeleteAsync(host, id)).Is(HttpStatusCode.NoContent);

        Assert.DoesNotContain(host.Engine.Instances.Keys, key => key.StartsWith(id, StringComparison.Ordinal));
        Assert.DoesNotContain(id, host.Index.Rows.Keys);
        Assert.DoesNotContain(host.DataKeys.Records.Values, record => record.InstanceId == id);
        Assert.Contains(other, host.Index.Rows.Keys);
        Assert.Contains(host.DataKeys.Records.Values, record => record.InstanceId == other);
        (await DeleteAsync(host, id)).IsProblem(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task A_running_onboarding_is_not_purged()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AddAsync();

        (await DeleteAsync(host, id)).IsProblem(HttpStatusCode.Conflict, "not_ended");

        Assert.Contains(id, host.Engine.Instances.Keys);
        Assert.Single(host.DataKeys.Records);
    }

    [Fact]
    public async Task An_end_that_no_channel_took_yet_is_not_lost_by_a_purge()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AddEndedAsync(delivered: false);

        var answer = (await host.Time.PassWaitsAsync(DeleteAsync(host, id), () => Task.CompletedTask)).IsProblem(HttpStatusCode.Conflict, "delivery_pending");
        Assert.Equal("60", answer.Headers["Retry-After"]);
        Assert.Single(host.DataKeys.Records);
        host.AddDelivery(id, delivered: true);
        (await DeleteAsync(host, id)).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_purge_that_was_broken_off_finishes_when_asked_for_again()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AddEndedAsync();
        host.Engine.Instances.Clear();

        (await DeleteAsync(host, id)).Is(HttpStatusCode.NoContent);

        Assert.Empty(host.Index.Rows);
        Assert.Empty(host.DataKeys.Records);
    }

    private static Task<Answer> DeleteAsync(ApiHost host, string id) => host.CallAsync("DELETE", $"/api/onboardings/{id}", ApiHost.OperateKey);
}
