using OnboardingFlow.Core.Ports;
using OnboardingFlow.Functions.Tables;
using OnboardingFlow.Tests.Shared.StorePromises;

namespace OnboardingFlow.Functions.Tests.Tables;

public sealed class TablePageTests(AzuriteFixture azurite) : PagePromises
{
    protected override IOnboardingIndex Index { get; } = new TableOnboardingIndex(azurite.NewStorage());
}
