using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OnboardingFlow.Api.Auditing;
using OnboardingFlow.Api.Tests.Hosting;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Api.Tests;

public sealed class AuditTests
{
    [Fact]
    public async Task Each_operation_is_noted_before_and_after_with_the_keys_name_and_without_the_reason()
    {
        var trail = new MemoryTrail();
        await using var host = await StartAsync(trail);
        var id = await host.AddAsync();

        (await host.OperateAsync(id, "suspend", new JsonObject { ["reason"] = "she asked for it" })).Is(HttpStatusCode.Accepted);
        (await host.OperateAsync(id, "retry")).Is(HttpStatusCode.Conflict);
        (await host.PostAsync("/api/bulk/resume", ApiHost.OperateKey, new JsonObject { ["filter"] = new JsonObject(), ["dry_run"] = true })).Is(HttpStatusCode.OK);
        (await host.OperateAsync(id, "repayment-url")).Is(HttpStatusCode.Conflict);
        (await host.CallAsync("DELETE", "/api/onboardings/13800000000", ApiHost.OperateKey)).Is(HttpStatusCode.NotFound);
        (await host.CallAsync("DELETE", "/api/poison/13800000000", ApiHost.OperateKey)).Is(HttpStatusCode.NotFound);

        Assert.Equal(
            [
                (new("operator", "api", "suspend", id), new("done")),
                (new("operator", "api", "retry", id), new("refused", "nothing_to_retry")),
                (new("operator", "api", "bulk/resume", "all"), new("dry_run") { Counts = (1, 0, 0) }),
                (new("operator", "api", "repayment-url", id), new("refused", "not_in_debt")),
                (new("operator", "api", "purge", AuditTargets.NotAnId), new("not_found")),
                (new AuditOrder("operator", "api", "poison/discard", AuditTargets.NotAnId), new AuditResult("not_found")),
            ],
            trail.Entries.Select(entry => (entry.Order, entry.Result!)));
    }

    [Fact]
    public async Task What_cannot_be_noted_is_not_done()
    {
        await using var host = await StartAsync(new MemoryTrail { Full = true });
        var id = await host.AddAsync();

        (await host.OperateAsync(id, "suspend")).Is(HttpStatusCode.ServiceUnavailable);

        Assert.Equal(RuntimeStatus.Running, host.Engine.Instances[id].Status);
    }

    [Fact]
    public async Task What_breaks_off_is_noted_as_a_fault()
    {
        var trail = new MemoryTrail();
        await using var host = await StartAsync(trail);
        var id = await host.AddAsync();
        host.Engine.Fault = new EngineUnavailableException("gone");

        (await host.OperateAsync(id, "suspend")).Is(HttpStatusCode.ServiceUnavailable);

        Assert.Equal("fault", Assert.Single(trail.Entries).Result!.Verdict);
    }

    private static Task<ApiHost> StartAsync(MemoryTrail trail) => ApiHost.StartAsync(services => services.AddSingleton<IAuditTrail>(trail));

    private sealed class MemoryTrail : IAuditTrail
    {
        public List<(AuditOrder Order, AuditResult? Result)> Entries { get; } = [];

        public bool Full { get; init; }

        public Task<long> BeginAsync(AuditOrder order, CancellationToken cancellationToken)
        {
            if (Full)
            {
                throw new ActivityException(ErrorTypes.Transient, "the disk is full");
            }

            Entries.Add((order, null));
            return Task.FromResult((long)Entries.Count - 1);
        }

        public Task EndAsync(long number, AuditResult result, CancellationToken cancellationToken)
        {
            Entries[(int)number] = (Entries[(int)number].Order, result);
            return Task.CompletedTask;
        }
    }
}
