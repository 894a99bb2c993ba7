using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.Tests.Support;
using OnboardingFlow.Tests.Shared.EngineContract;

namespace OnboardingFlow.Engine.Tests;

public sealed class HostingTests
{
    [Fact]
    public async Task A_host_starts_and_stops_the_engine_with_the_configured_options()
    {
        using var folder = new TempFolder();
        using var host = Build(("Engine:DataDirectory", folder.Path), ("Engine:Retention", "10.00:00:00"));
        await host.StartAsync(EngineFixture.Cancel);
        var engine = host.Services.GetRequiredService<DurableEngine>();

        await host.Services.GetRequiredService<IEngineClient>().StartAsync(new StartInstance("o", "i", null), EngineFixture.Cancel);
        Assert.Equal("ran", (await engine.Client.WaitForEndAsync("i", EngineFixture.Cancel))!.Output);
        Assert.True(engine.Health.IsReady);

        await host.StopAsync(EngineFixture.Cancel);
        Assert.False(engine.Health.IsReady);
    }

    [Fact]
    public async Task Wrong_options_stop_the_start_with_one_line_each()
    {
        using var host = Build(("Engine:DataDirectory", " "), ("Engine:MaxConcurrentActivities", "0"));

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(EngineFixture.Cancel));
        Assert.Equal(2, refused.Failures.Count());
    }

    [Theory]
    [InlineData("Engine:Activities:a:MaxConcurrent", "0", "must be at least 1")]
    [InlineData("Engine:Activities:a:MaxPerSecond", "-1", "must be from 0.001")]
    [InlineData("Engine:Activities:b:MaxPerSecond", "5", "there is no such activity; there are a.")]
    public async Task A_wrong_limit_of_an_activity_stops_the_start(string key, string value, string told)
    {
        using var folder = new TempFolder();
        using var host = Build(("Engine:DataDirectory", folder.Path), (key, value));

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(EngineFixture.Cancel));
        Assert.Contains(told, Assert.Single(refused.Failures), StringComparison.Ordinal);
    }

    private static IHost Build(params (string Key, string? Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, s.Value)));
        builder.Services.AddSingleton(new DurableRegistry(
            new Dictionary<string, IOrchestration> { ["o"] = new CodeOrchestration((_, _) => Task.FromResult<string?>("ran")) },
            new Dictionary<string, IActivity> { ["a"] = new CodeActivity((_, input, _) => Task.FromResult(input)) },
            "1"));
        builder.Services.AddDurableEngine();
        return builder.Build();
    }
}
