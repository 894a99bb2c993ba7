using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Tests.Shared.EngineContract;

namespace OnboardingFlow.Engine.Tests.Support;

/// <summary>A real engine on a real file, under virtual time, with orchestrations and activities given as functions.</summary>
internal sealed class EngineFixture : IAsyncDisposable
{
    private readonly Dictionary<string, IOrchestration> _orchestrations = [];
    private readonly Dictionary<string, IActivity> _activities = [];
    private readonly TempFolder? _folder;

    /// <param name="folder">A data folder that outlives the fixture; null for one of its own.</param>
    public EngineFixture(string? folder = null)
    {
        _folder = folder is null ? new TempFolder() : null;
        Options = new EngineOptions { DataDirectory = folder ?? _folder!.Path };
        Activity("echo", input => input);
    }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    public EngineOptions Options { get; set; }

    public string Version { get; set; } = "1";

    public ILoggerFactory Loggers { get; set; } = NullLoggerFactory.Instance;

    public DurableRegistry Registry => new(_orchestrations, _activities, Version);

    public DurableEngine Engine { get; private set; } = null!;

    public EngineClient Client => Engine.Client;

    /// <summary>Activities as they ran: name, input, idempotency key, time.</summary>
    public ConcurrentQueue<(string Name, string? Input, string Key, DateTimeOffset At)> Ran { get; } = new();

    public EngineFixture Orchestration(string name, Func<IOrchestrationContext, string?, Task<string?>> code)
    {
        _orchestrations[name] = new CodeOrchestration(code);
        return this;
    }

    public EngineFixture Activity(string name, Func<string?, string?> code) => Activity(name, (_, input, _) => Task.FromResult(code(input)));

    public EngineFixture Activity(string name, Func<ActivityContext, string?, CancellationToken, Task<string?>> code)
    {
        _activities[name] = new CodeActivity((context, input, cancel) =>
        {
            Ran.Enqueue((name, input, context.IdempotencyKey, Clock.GetUtcNow()));
            return code(context, input, cancel);
        });
        return this;
    }

    public async Task<EngineFixture> StartAsync()
    {
        Engine = new DurableEngine(Options, Registry, Clock, Loggers);
        await Engine.StartAsync(Cancel);
        return this;
    }

    /// <summary>Ends the engine as if its process had been killed, and starts another on the same folder.</summary>
    public async Task CrashAsync()
    {
        Engine.Kill();
        await StartAsync();
    }

    public async Task RestartAsync()
    {
        await Engine.DisposeAsync();
        await StartAsync();
    }

    public Task<StartResult> Start(string orchestration, string id = "i", string? input = null) =>
        Client.StartAsync(new StartInstance(orchestration, id, input), Cancel);

    public Task<OperationResult> Raise(string name, string? payload = null, string id = "i") => Client.RaiseEventAsync(id, name, payload, Cancel);

    public async Task<InstanceSnapshot> Get(string id = "i") =>
        await Client.GetAsync(id, Cancel) ?? throw new InvalidOperationException($"There is no instance '{id}'.");

    public Task Idle() => Engine.WaitUntilIdleAsync(Cancel);

    /// <summary>Lets time pass, stopping at each timer on the way, until nothing is left to do before the end.</summary>
    public Task Pass(TimeSpan time) => Engine.PassAsync(Clock, time, Cancel);

    /// <summary>Starts an instance, lets it come to rest, and returns it.</summary>
    public async Task<InstanceSnapshot> Run(string orchestration, string id = "i", string? input = null)
    {
        Assert.Equal(StartResult.Started, await Start(orchestration, id, input));
        await Idle();
        return await Get(id);
    }

    public async ValueTask DisposeAsync()
    {
        if (Engine is not null)
        {
            await Engine.DisposeAsync();
        }

        _folder?.Dispose();
    }
}
