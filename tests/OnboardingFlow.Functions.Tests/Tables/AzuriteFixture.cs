using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using OnboardingFlow.Functions.Tables;
using OnboardingFlow.Functions.Tests.Tables;
using OnboardingFlow.Tests.Shared;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace OnboardingFlow.Functions.Tests.Tables;

/// <summary>A real Azurite for this project's tests.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteServer? _server;

    internal TableStorage NewStorage() => new(new TableServiceClient(NewAccount()));

    /// <summary>Tables whose every request is told before it is sent: method and path.</summary>
    internal TableStorage NewStorage(Action<string> onRequest)
    {
        var options = new TableClientOptions();
        options.AddPolicy(new RequestNotes(onRequest), HttpPipelinePosition.PerCall);
        return new TableStorage(new TableServiceClient(NewAccount(), options));
    }

    internal string NewAccount() => _server!.NewAccount();

    public async ValueTask InitializeAsync() => _server = await AzuriteServer.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private sealed class RequestNotes(Action<string> tell) : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message) => tell($"{message.Request.Method} {Uri.UnescapeDataString(message.Request.Uri.Path)}");
    }
}
