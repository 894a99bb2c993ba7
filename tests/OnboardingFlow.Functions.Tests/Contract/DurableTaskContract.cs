using OnboardingFlow.Functions.Tests.Tables;
using OnboardingFlow.Tests.Shared.EngineContract;

namespace OnboardingFlow.Functions.Tests.Contract;

/// <summary>
/// What Core expects of an engine, on Durable Task under this host's adapters. Each part of the contract has a test class, so that the parts, which mostly wait
/// for the clock, run beside each other.
/// </summary>
internal static class DurableTaskContract
{
    private const string SentToItself =
        "The gRPC service of Durable Task's test host loses what an instance sends to itself while it continues as new, and that is how the worker keeps events. "
        + "In the Functions host they were seen to be kept, by hand.";

    /// <summary>What can't be shown here, and why.</summary>
    private static readonly Dictionary<string, string> NotHere = new()
    {
        [OperationCases.Rewind] = "The gRPC service of Durable Task's test host has no rewind; the Functions host's has.",
        [ContinueAsNewCases.EventSurvives] = SentToItself,
        [ContinueAsNewCases.EventsSurvive] = SentToItself,
    };

    /// <summary>
    /// That service makes no child that the storage provider takes up, and gives no failure's details from it: these run on Durable Task's backend in memory.
    /// </summary>
    private static readonly string[] InMemory = [OtherInstanceCases.ChildOutput, OtherInstanceCases.ChildFailure, StatusCases.FaultTellsItsType];

    public static TheoryData<string> Names(IEnumerable<ContractCase> cases) => [.. cases.Select(found => found.Name)];

    public static Task HoldsAsync(string name, AzuriteFixture azurite)
    {
        // They wait for the clock: more than a minute in all.
        if (Environment.GetEnvironmentVariable("ONBOARDING_TESTS") != "long")
        {
            Assert.Skip("Runs with ./test.sh --long");
        }

        if (NotHere.TryGetValue(name, out var why))
        {
            Assert.Skip(why);
        }

        return EngineContract.RunAsync(name, async (registry, act) =>
        {
            await using var host = InMemory.Contains(name)
                ? await DurableTaskHost.InMemoryAsync(registry.Durable)
                : await DurableTaskHost.OnStorageAsync(azurite.NewAccount(), "Contract", registry.Durable);
            await host.LendAsync(() => act(new DurableTaskEngine(host)));
        });
    }
}
