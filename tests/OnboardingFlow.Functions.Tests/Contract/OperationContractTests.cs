using OnboardingFlow.Functions.Tests.Tables;
using OnboardingFlow.Tests.Shared.EngineContract;

namespace OnboardingFlow.Functions.Tests.Contract;

/// <summary>The engine contract's part on what operators do, held by Durable Task.</summary>
public sealed class OperationContractTests(AzuriteFixture azurite)
{
    public static TheoryData<string> Cases => DurableTaskContract.Names(OperationCases.All);

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Holds(string name) => DurableTaskContract.HoldsAsync(name, azurite);
}
