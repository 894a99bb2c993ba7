using Microsoft.Extensions.Logging.Abstractions;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine;

namespace OnboardingFlow.Benchmarks.Engine;

/// <summary>Engines on a data folder of their own, with the benchmark's orchestrations and an activity that returns at once.</summary>
internal sealed class EngineFolder : IDisposable
{
    public const string Sequence5 = "sequence5";
    public const string FanOut = "fan-out";
    public const string Waiting = "waiting";

    public string Path { get; } = Directory.CreateTempSubdirectory("engine-benchmark-").FullName;

    public long DiskBytes => Directory.GetFiles(Path, "engine.db*").Sum(file => new FileInfo(file).Length);

    public async Task<DurableEngine> StartAsync(CancellationToken cancellationToken)
    {
        var registry = new DurableRegistry(
            new Dictionary<string, IOrchestration>
            {
                [Sequence5] = new Orchestration(async (context, _) =>
                {
                    for (var i = 0; i < 5; i++)
                    {
                        await context.CallActivityAsync("none", "1");
                    }

                    return "done";
                }),
                [FanOut] = new Orchestration(async (context, input) =>
                {
                    var count = int.Parse(input!, System.Globalization.CultureInfo.InvariantCulture);
                    await Task.WhenAll(Enumerable.Range(0, count).Select(_ => context.CallActivityAsync("none", "1")));
                    return "done";
                }),
                [Waiting] = new Orchestration(async (context, _) =>
                {
                    using var woken = new CancellationTokenSource();
                    var timer = context.CreateTimerAsync(context.CurrentUtc.AddDays(30), woken.Token);
                    await Task.WhenAny(timer, context.WaitForExternalEventAsync("wake", woken.Token));
                    woken.Cancel();
                    return "done";
                }),
            },
            new Dictionary<string, IActivity> { ["none"] = new AtOnce() },
            "1");
        var engine = new DurableEngine(new EngineOptions { DataDirectory = Path }, registry, TimeProvider.System, NullLoggerFactory.Instance);
        await engine.StartAsync(cancellationToken);
        return engine;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private sealed class Orchestration(Func<IOrchestrationContext, string?, Task<string?>> code) : IOrchestration
    {
        public Task<string?> RunAsync(IOrchestrationContext context, string? input) => code(context, input);
    }

    private sealed class AtOnce : IActivity
    {
        public Task<string?> RunAsync(ActivityContext context, string? input, CancellationToken cancellationToken) => Task.FromResult(input);
    }
}
