using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Keys;
using Azure.Security.KeyVault.Keys.Cryptography;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Functions.Keys;
using OnboardingFlow.KeyVault.Connection;

namespace OnboardingFlow.Functions.Tests.Keys;

/// <summary>How the adapter uses Azure's clients. That they speak to a vault is theirs; it was seen against the emulator with the official package.</summary>
public sealed class CryptographyClientOperationsTests
{
    private static readonly SigningClass Someone = new(SigningUrgency.PersonWaiting, "O1");
    private readonly Vault vault = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(VaultOperations.Sign, "sign RS256")]
    [InlineData(VaultOperations.Unwrap, "unwrap RSA-OAEP-256")]
    [InlineData(VaultOperations.Decrypt, "decrypt RSA-OAEP")]
    public async Task An_operation_goes_to_the_version_that_is_named_by_its_algorithm(string operation, string expected)
    {
        var operations = new CryptographyClientOperations(vault);

        var result = await operations.RunAsync(new KeyReference("merchant", "v7"), new PrivateKeyOperation(operation, Someone), new byte[] { 1, 2 }, Token);

        Assert.Equal([2, 1], result);
        Assert.Equal(["merchant/v7"], vault.Clients);
        Assert.Equal([expected], vault.Calls);
    }

    [Fact]
    public async Task The_budget_finds_the_operation_in_the_message()
    {
        var operation = new PrivateKeyOperation(VaultOperations.Sign, Someone);

        await new CryptographyClientOperations(vault).RunAsync(new KeyReference("merchant", "v7"), operation, new byte[] { 1 }, Token);

        Assert.Same(operation, Assert.Single(vault.Seen));
    }

    [Fact]
    public async Task A_versions_client_is_used_again_and_the_clients_kept_are_bounded()
    {
        var operations = new CryptographyClientOperations(vault);
        var operation = new PrivateKeyOperation(VaultOperations.Sign, Someone);
        for (var i = 0; i < 2 * CryptographyClientOperations.KeptClients; i++)
        {
            await operations.RunAsync(new KeyReference("merchant", $"v{i}"), operation, new byte[] { 1 }, Token);
            await operations.RunAsync(new KeyReference("merchant", $"v{i}"), operation, new byte[] { 1 }, Token);
        }

        Assert.Equal(2 * CryptographyClientOperations.KeptClients, vault.Clients.Count);
        await operations.RunAsync(new KeyReference("merchant", "v0"), operation, new byte[] { 1 }, Token);
        Assert.Equal("merchant/v0", vault.Clients[^1]);
    }

    [Fact]
    public async Task The_vaults_refusal_goes_on_as_it_is()
    {
        vault.Refusal = new RequestFailedException(403, "no");

        Assert.Same(vault.Refusal, await Assert.ThrowsAsync<RequestFailedException>(() => new CryptographyClientOperations(vault).RunAsync(
            new KeyReference("merchant", "v7"), new PrivateKeyOperation(VaultOperations.Sign, Someone), new byte[] { 1 }, Token)));
    }

    private sealed class Vault : KeyClient
    {
        // A pipeline of its own shows what a message sent meanwhile carries.
        private readonly HttpPipeline _pipeline;

        public Vault() => _pipeline = HttpPipelineBuilder.Build(
            new Options(),
            perCallPolicies: [new Look(message => Seen.Add(message.TryGetProperty(PrivateKeyOperation.Property, out var operation) ? operation : null))],
            perRetryPolicies: [],
            responseClassifier: null);

        public List<string> Clients { get; } = [];

        public List<string> Calls { get; } = [];

        public List<object?> Seen { get; } = [];

        public Exception? Refusal { get; set; }

        public override CryptographyClient GetCryptographyClient(string keyName, string? keyVersion = null)
        {
            Clients.Add($"{keyName}/{keyVersion}");
            return new Key(this);
        }

        private async Task<byte[]> RunAsync(string call, byte[] input, CancellationToken cancellationToken)
        {
            using var message = _pipeline.CreateMessage();
            await _pipeline.SendAsync(message, cancellationToken);
            Calls.Add(call);
            return Refusal is null ? [.. input.Reverse()] : throw Refusal;
        }

        private sealed class Options : ClientOptions;

        private sealed class Look(Action<HttpMessage> look) : HttpPipelinePolicy
        {
            public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
            {
                look(message);
                return ValueTask.CompletedTask;
            }

            public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => look(message);
        }

        private sealed class Key(Vault vault) : CryptographyClient
        {
            public override async Task<SignResult> SignAsync(SignatureAlgorithm algorithm, byte[] digest, CancellationToken cancellationToken = default) =>
                CryptographyModelFactory.SignResult(signature: await vault.RunAsync($"sign {algorithm}", digest, cancellationToken));

            public override async Task<UnwrapResult> UnwrapKeyAsync(KeyWrapAlgorithm algorithm, byte[] encryptedKey, CancellationToken cancellationToken = default) =>
                CryptographyModelFactory.UnwrapResult(key: await vault.RunAsync($"unwrap {algorithm}", encryptedKey, cancellationToken));

            public override async Task<DecryptResult> DecryptAsync(EncryptionAlgorithm algorithm, byte[] ciphertext, CancellationToken cancellationToken = default) =>
                CryptographyModelFactory.DecryptResult(plaintext: await vault.RunAsync($"decrypt {algorithm}", ciphertext, cancellationToken));
        }
    }
}
