using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.Tests.Support;
using OnboardingFlow.Tests.Shared.EngineContract;

namespace OnboardingFlow.Engine.Tests;

/// <summary>What Core expects of an engine, held by the embedded one.</summary>
public sealed class EngineContractTests
{
    public static TheoryData<string> Cases => [.. EngineContract.Cases.Select(found => found.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Holds(string name) => EngineContract.RunAsync(name, async (registry, act) =>
    {
        using var folder = new TempFolder();
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
        await using var engine = new DurableEngine(
            new EngineOptions { DataDirectory = folder.Path }, registry.Durable, clock, NullLoggerFactory.Instance);
        await engine.StartAsync(TestContext.Current.CancellationToken);
        await act(new Embedded(engine, clock));
    });

    [Fact]
    public void The_contract_has_its_forty_cases() => Assert.True(EngineContract.Cases.Select(found => found.Name).Distinct().Count() >= 40);

    private sealed class Embedded(DurableEngine engine, FakeTimeProvider clock) : IEngineUnderTest
    {
        public IEngineClient Client => engine.Client;

        public TimeSpan Unit => TimeSpan.FromHours(1);

        public TimeSpan RetryGrain => TimeSpan.Zero;

        public Task SettleAsync() => engine.WaitUntilIdleAsync(TestContext.Current.CancellationToken);

        public Task PassAsync(int units) => engine.PassAsync(clock, units * Unit, TestContext.Current.CancellationToken);

        public async Task<InstanceSnapshot> UntilAsync(string instanceId, Func<InstanceSnapshot, bool> wanted)
        {
            await SettleAsync();
            var snapshot = await Client.GetAsync(instanceId, TestContext.Current.CancellationToken);
            Assert.NotNull(snapshot);
            Assert.True(wanted(snapshot), $"{instanceId} came to rest as {snapshot}");
            return snapshot;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
