using Grpc.Core;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OnboardingFlow.Functions.Durable;

namespace OnboardingFlow.Functions.Tests.Durable;

public sealed class EndedInstancesTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private readonly FakeDurableTaskClient durable = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => durable.DisposeAsync();

    [Fact]
    public async Task What_ended_longer_ago_than_the_retention_goes_and_nothing_else()
    {
        durable.All.Add(Instance("old", Now.AddDays(-40), Now.AddDays(-31)));
        durable.All.Add(Instance("began-long-ago-ended-yesterday", Now.AddDays(-40), Now.AddDays(-1)));

        Assert.Equal(1, await PurgeAsync());

        Assert.Equal(["purge old"], durable.Calls);
        var asked = durable.Asked!;
        Assert.Equal(Now.AddDays(-30), asked.CreatedTo);
        Assert.Equal(
            [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated], asked.Statuses!.Order());
        Assert.False(asked.FetchInputsAndOutputs);
    }

    [Fact]
    public async Task One_run_purges_a_bounded_number_and_the_next_goes_on()
    {
        for (var i = 0; i < EndedInstances.MostAtOnce + 10; i++)
        {
            durable.All.Add(Instance($"i{i}", Now.AddDays(-40), Now.AddDays(-31)));
        }

        Assert.Equal(EndedInstances.MostAtOnce, await PurgeAsync());
        Assert.Equal(10, await PurgeAsync());
    }

    [Fact]
    public async Task One_that_is_gone_meanwhile_is_no_fault_but_an_outage_is()
    {
        durable.All.Add(Instance("gone", Now.AddDays(-40), Now.AddDays(-31)));
        durable.PurgeRefusal = new RpcException(new Status(StatusCode.NotFound, "gone"));
        Assert.Equal(0, await PurgeAsync());

        durable.PurgeRefusal = new RpcException(new Status(StatusCode.Unavailable, "away"));
        await Assert.ThrowsAsync<RpcException>(PurgeAsync);
    }

    private Task<int> PurgeAsync() => new EndedInstances(
        new Fixed(new RetentionOptions { Retention = TimeSpan.FromDays(30) }), new FakeTimeProvider(Now), NullLogger<EndedInstances>.Instance).PurgeAsync(durable, Token);

    private static OrchestrationMetadata Instance(string id, DateTimeOffset created, DateTimeOffset updated) =>
        new("Onboarding", id) { RuntimeStatus = OrchestrationRuntimeStatus.Completed, CreatedAt = created, LastUpdatedAt = updated };

    private sealed class Fixed(RetentionOptions options) : IOptionsMonitor<RetentionOptions>
    {
        public RetentionOptions CurrentValue => options;

        public RetentionOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<RetentionOptions, string?> listener) => null;
    }
}
