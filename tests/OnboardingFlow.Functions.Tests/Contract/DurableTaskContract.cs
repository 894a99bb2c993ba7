using OnboardingFlow.Functions.Tests.Tables;
using OnboardingFlow.Tests.Shared.EngineContract;

namespace OnboardingFlow.Functions.Tests.Contract;

/// <summary>
/// All cases of the engine contract on Durable Task, several at once: most of a case's time is waiting for the clock. They share a task hub, each with ids of its own.
/// </summary>
public sealed class DurableTaskContract(AzuriteFixture azurite) : IAsyncLifetime
{
    /// <summary>So many at once: with more, the machine is too busy for the cases that race with a timer.</summary>
    private const int AtOnce = 10;

    /// <summary>
    /// The gRPC service makes no child that the storage provider takes up, and gives no failure's details from it: these run on Durable Task's backend in memory.
    /// </summary>
    private static readonly string[] InMemory = [OtherInstanceCases.ChildOutput, OtherInstanceCases.ChildFailure, StatusCases.FaultTellsItsType];

    private readonly SemaphoreSlim _slots = new(AtOnce);
    private DurableTaskHost? _storage;
    private DurableTaskHost? _memory;
    private Dictionary<string, Task> _outcomes = [];

    /// <summary>Ends as the case does.</summary>
    internal Task HoldsAsync(string name) => _outcomes[name];

    public async ValueTask InitializeAsync()
    {
        var all = new CasesTogether();
        var cases = EngineContract.Cases.Where(found => !DurableTaskContractTests.NotHere.ContainsKey(found.Name)).Select(found =>
        {
            var setup = all.Add();
            return (found.Name, Setup: setup, Act: found.Define(setup));
        }).ToList();
        var registry = all.Together();
        _storage = await DurableTaskHost.OnStorageAsync(azurite.NewAccount(), "Contract", registry);
        _memory = await DurableTaskHost.InMemoryAsync(registry);
        _outcomes = cases.ToDictionary(
            made => made.Name, made => RunAsync(InMemory.Contains(made.Name) ? _memory : _storage, made.Setup, made.Act));
    }

    public async ValueTask DisposeAsync()
    {
        // What failed, its own test has told.
        await Task.WhenAll(_outcomes.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var host in new[] { _storage, _memory }.OfType<DurableTaskHost>())
        {
            await host.DisposeAsync();
        }

        _slots.Dispose();
    }

    private async Task RunAsync(DurableTaskHost host, ContractRegistry setup, Func<ContractRun, Task> act)
    {
        await _slots.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            await host.LendAsync(() => act(new ContractRun(new DurableTaskEngine(host, setup), setup)));
        }
        finally
        {
            _slots.Release();
        }
    }
}
