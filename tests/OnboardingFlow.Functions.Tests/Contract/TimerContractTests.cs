using OnboardingFlow.Functions.Tests.Tables;
using OnboardingFlow.Tests.Shared.EngineContract;

namespace OnboardingFlow.Functions.Tests.Contract;

/// <summary>The engine contract's part on timers, held by Durable Task.</summary>
public sealed class TimerContractTests(AzuriteFixture azurite)
{
    public static TheoryData<string> Cases => DurableTaskContract.Names(TimerCases.All);

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Holds(string name) => DurableTaskContract.HoldsAsync(name, azurite);
}
