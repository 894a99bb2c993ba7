using OnboardingFlow.Tests.Shared;

[assembly: AssemblyFixture(typeof(OnboardingFlow.Integrations.Tests.AzuriteFixture))]

namespace OnboardingFlow.Integrations.Tests;

/// <summary>One Azurite for all tests of the project.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteServer? _server;

    public string NewAccount() => _server!.NewAccount();

    public async ValueTask InitializeAsync() => _server = await AzuriteServer.StartAsync(CancellationToken.None);

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
