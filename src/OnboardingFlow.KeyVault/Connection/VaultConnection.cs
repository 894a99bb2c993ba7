using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OnboardingFlow.KeyVault.Budget;

namespace OnboardingFlow.KeyVault.Connection;

/// <summary>Connections, credential and pipelines to the one vault.</summary>
internal sealed class VaultConnection : IDisposable
{
    // With a start at 1 s: 1, 2, 4, 8 and 16 s, each varied by Azure.Core so that callers don't come back together.
    private const int Retries = 5;
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(16);
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(10);

    private readonly HttpClientTransport _transport;

    public VaultConnection(
        IOptions<VaultOptions> options, IOptions<RetryStart> retry, SigningBudget budget, VaultMetrics metrics, TimeProvider time, ILogger<VaultConnection> logger)
    {
        Address = options.Value.Vault;
        _transport = VaultTransport.Create(options.Value);
        TokenCredential credential = options.Value.Credential == VaultOptions.NoCredential ? new FixedTokenCredential() : new DefaultAzureCredential();
        Keys = HttpPipelineBuilder.Build(
            WithRetries(new VaultClientOptions(), retry.Value),
            perCallPolicies: [],
            perRetryPolicies: [new ThrottlePolicy(budget, metrics, time, logger), new ChallengePolicy(credential, Address)],
            new VaultClassifier());
        Secrets = new SecretClient(
            Address, credential, WithRetries(new SecretClientOptions { DisableChallengeResourceVerification = Address.IsLoopback }, retry.Value));
    }

    public Uri Address { get; }

    public HttpPipeline Keys { get; }

    public SecretClient Secrets { get; }

    public void Dispose() => _transport.Dispose();

    private T WithRetries<T>(T options, RetryStart start)
        where T : ClientOptions
    {
        options.Transport = _transport;
        options.Retry.MaxRetries = Retries;
        options.Retry.Delay = start.FirstBackOff;
        options.Retry.MaxDelay = LongestBackOff;
        options.Retry.NetworkTimeout = AttemptTimeout;
        return options;
    }
}
