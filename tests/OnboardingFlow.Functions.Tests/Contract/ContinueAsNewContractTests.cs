using OnboardingFlow.Functions.Tests.Tables;
using OnboardingFlow.Tests.Shared.EngineContract;

namespace OnboardingFlow.Functions.Tests.Contract;

/// <summary>The engine contract's part on continuing as new, held by Durable Task.</summary>
public sealed class ContinueAsNewContractTests(AzuriteFixture azurite)
{
    public static TheoryData<string> Cases => DurableTaskContract.Names(ContinueAsNewCases.All);

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Holds(string name) => DurableTaskContract.HoldsAsync(name, azurite);
}
