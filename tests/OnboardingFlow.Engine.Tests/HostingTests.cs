using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.Tests.Support;

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

    private static IHost Build(params (string Key, string? Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, s.Value)));
        builder.Services.AddSingleton(new DurableRegistry(
            new Dictionary<string, IOrchestration> { ["o"] = new CodeOrchestration((_, _) => Task.FromResult<string?>("ran")) },
            new Dictionary<string, IActivity>(),
            "1"));
        builder.Services.AddDurableEngine();
        return builder.Build();
    }
}
