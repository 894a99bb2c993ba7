using OnboardingFlow.Core.Ports;
using OnboardingFlow.Functions.Tables;
using OnboardingFlow.Tests.Shared.StorePromises;

namespace OnboardingFlow.Functions.Tests.Tables;

public sealed class TableOnboardingIndexTests(AzuriteFixture azurite) : IndexPromises
{
    protected override IOnboardingIndex Index { get; } = new TableOnboardingIndex(azurite.NewStorage());

    /// <summary>Each takes a hundred calls.</summary>
    protected override int Orders => 8;
}
