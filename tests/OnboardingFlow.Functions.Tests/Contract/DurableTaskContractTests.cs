using OnboardingFlow.Tests.Shared.EngineContract;

namespace OnboardingFlow.Functions.Tests.Contract;

/// <summary>What Core expects of an engine, held by Durable Task under this host's adapters.</summary>
public sealed class DurableTaskContractTests(DurableTaskContract contract) : IClassFixture<DurableTaskContract>
{
    private const string SentToItself =
        "Durable Task's worker keeps events over continuing as new by having the instance send them to itself. The gRPC service of the test host, as published in "
        + "0.2.3-preview.1, drops what an instance sends in the turn in which it continues as new. On the real Functions host they were seen to be kept.";

    /// <summary>What can't be shown here, and why.</summary>
    internal static readonly Dictionary<string, string> NotHere = new()
    {
        [OperationCases.Rewind] = "The gRPC service of Durable Task's test host doesn't implement RewindInstance.",
        [ContinueAsNewCases.EventSurvives] = SentToItself,
        [ContinueAsNewCases.EventsSurvive] = SentToItself,
    };

    public static TheoryData<string> Cases => [.. EngineContract.Cases.Select(found => found.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Holds(string name)
    {
        if (NotHere.TryGetValue(name, out var why))
        {
            Assert.Skip(why);
        }

        return contract.HoldsAsync(name);
    }
}
