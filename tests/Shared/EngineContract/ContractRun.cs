using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Tests.Shared.EngineContract;

/// <summary>A running engine in a case's hands. The instance that a case is about is <c>i</c> unless it says otherwise.</summary>
internal sealed class ContractRun(IEngineUnderTest engine, ContractRegistry setup)
{
    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public IEngineClient Client => engine.Client;

    public TimeSpan Unit => engine.Unit;

    public TimeSpan RetryGrain => engine.RetryGrain;

    public string Id(string name = "i") => setup.Id(name);

    public Task SettleAsync() => engine.SettleAsync();

    public Task PassAsync(int units) => engine.PassAsync(units);

    public Task<InstanceSnapshot> UntilAsync(Func<InstanceSnapshot, bool> wanted, string id = "i") => engine.UntilAsync(Id(id), wanted);

    public Task<InstanceSnapshot> EndAsync(string id = "i") => engine.UntilAsync(Id(id), snapshot => snapshot.HasEnded);

    public Task<InstanceSnapshot> StatusAsync(string json, string id = "i") => engine.UntilAsync(Id(id), snapshot => snapshot.CustomStatus == json);

    public Task<StartResult> StartAsync(string orchestration, string? input = null, string id = "i", DateTimeOffset? replaces = null) =>
        Client.StartAsync(new StartInstance(orchestration, Id(id), input) { ReplacesEndedOf = replaces }, Token);

    /// <summary>Starts an id that nobody has, and waits until it runs.</summary>
    public async Task BeginAsync(string orchestration, string? input = null, string id = "i")
    {
        Assert.NotEqual(StartResult.AlreadyExists, await StartAsync(orchestration, input, id));
        await engine.UntilAsync(Id(id), snapshot => snapshot.Status is not RuntimeStatus.Pending);
        await engine.SettleAsync();
    }

    /// <summary>Runs to the end, and gives the output.</summary>
    public async Task<string?> OutputAsync(string orchestration, string? input = null, string id = "i")
    {
        await BeginAsync(orchestration, input, id);
        var end = await EndAsync(id);
        Assert.Equal((RuntimeStatus.Completed, null), (end.Status, end.Failure));
        return end.Output;
    }

    public async Task RaiseAsync(string name, string? payload = null, string id = "i") =>
        Assert.Equal(OperationResult.Done, await Client.RaiseEventAsync(Id(id), name, payload, Token));
}
