using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OnboardingFlow.KeyVault.Budget;

namespace OnboardingFlow.KeyVault.Connection;

/// <summary>Connections, credential and pipelines to the vault, or to a managed HSM and the vault beside it.</summary>
public sealed class VaultConnection : IDisposable
{
    // With a start at 1 s: 1, 2, 4, 8 and 16 s, each varied by Azure.Core so that callers don't come back together.
    private const int Retries = 5;
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(16);
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(10);

    private readonly HttpClientTransport _transport;
    private readonly ThrottlePolicy _throttle;
    private readonly TimeSpan _firstBackOff;

    internal VaultConnection(
        IOptions<VaultOptions> options, IOptions<RetryStart> retry, SigningBudget budget, VaultMetrics metrics, TimeProvider time, ILogger<VaultConnection> logger)
    {
        Address = options.Value.Vault;
        SecretsAddress = options.Value.SecretsVault;
        _transport = VaultTransport.Create(options.Value);
        Credential = options.Value.Credential == VaultOptions.NoCredential ? new FixedTokenCredential() : new DefaultAzureCredential();
        _throttle = new ThrottlePolicy(budget, metrics, time, logger);
        _firstBackOff = retry.Value.FirstBackOff;
        Keys = HttpPipelineBuilder.Build(
            WithRetries(new VaultClientOptions()),
            perCallPolicies: [],
            perRetryPolicies: [_throttle, new ChallengePolicy(Credential, Address)],
            new VaultClassifier());
        Secrets = new SecretClient(
            SecretsAddress, Credential, WithRetries(new SecretClientOptions { DisableChallengeResourceVerification = SecretsAddress.IsLoopback }));
    }

    /// <summary>The vault's (or managed HSM's) address: keys are there.</summary>
    public Uri Address { get; }

    /// <summary>The address of the vault with the secrets: the same, unless keys are in a managed HSM.</summary>
    public Uri SecretsAddress { get; }

    /// <summary>What gets tokens for it.</summary>
    public TokenCredential Credential { get; }

    internal HttpPipeline Keys { get; }

    internal SecretClient Secrets { get; }

    /// <summary>
    /// Makes a client of Azure's send by the same rules: connections, trusted certificate, time-outs, retries, and the budget for requests whose message has a
    /// <see cref="PrivateKeyOperation"/>.
    /// </summary>
    public T Govern<T>(T options)
        where T : ClientOptions
    {
        options = WithRetries(options);
        options.RetryPolicy = new VaultRetryPolicy(Retries, DelayStrategy.CreateExponentialDelayStrategy(_firstBackOff, LongestBackOff));
        options.AddPolicy(_throttle, HttpPipelinePosition.PerRetry);
        return options;
    }

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();

    private T WithRetries<T>(T options)
        where T : ClientOptions
    {
        options.Transport = _transport;
        options.Retry.MaxRetries = Retries;
        options.Retry.Delay = _firstBackOff;
        options.Retry.MaxDelay = LongestBackOff;
        options.Retry.NetworkTimeout = AttemptTimeout;
        return options;
    }
}
