using Microsoft.Extensions.Options;
using OnboardingFlow.Functions.Tables;
using OnboardingFlow.Functions.Tests.Tables;
using OnboardingFlow.Tests.Shared;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace OnboardingFlow.Functions.Tests.Tables;

/// <summary>A real Azurite for this project's tests.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteServer? _server;

    internal TableStorage NewStorage() => new(Options.Create(new TableOptions { ConnectionString = NewAccount() }));

    internal string NewAccount() => _server!.NewAccount();

    public async ValueTask InitializeAsync() => _server = await AzuriteServer.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
