using System.Collections.Concurrent;
using System.Security.Cryptography;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.KeyVault.Tests.Support;

namespace OnboardingFlow.KeyVault.Tests.Secrets;

public sealed class SecretsBesideKeysTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>A managed HSM holds no secrets. One server plays both, by the two names that it has.</summary>
    [Fact]
    public async Task Keys_are_asked_of_one_address_and_secrets_of_the_other()
    {
        var asked = new ConcurrentQueue<string>();
        using var rsa = RSA.Create(2048);
        await using var stub = await StubVault.StartAsync(context =>
        {
            var path = context.Request.Path.Value!;
            asked.Enqueue($"{context.Request.Host.Host}{path}");
            return path switch
            {
                "/secrets/s/versions" => context.Json("""{"value":[{"id":"https://127.0.0.1/secrets/s/v1","attributes":{"enabled":true,"created":1}}]}"""),
                "/secrets/s/v1" => context.Json("""{"value":"planted","id":"https://127.0.0.1/secrets/s/v1","attributes":{"enabled":true}}"""),
                _ => context.Key(rsa, "k", "v1"),
            };
        });
        var port = stub.Address.Port;
        await using var client = new TestVaultClient(
            new Uri($"https://localhost:{port}/"), stub.CertificateFile, secretsAddress: new Uri($"https://127.0.0.1:{port}/"));

        await client.Keys.GetPublicKeyAsync(new KeyReference("k"), Cancelled);
        Assert.Equal("planted", Assert.Single(await client.Secrets.GetAsync("s", Cancelled)).Reveal());

        Assert.Equal(["127.0.0.1/secrets/s/v1", "127.0.0.1/secrets/s/versions"], asked.Where(one => one.Contains("/secrets/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.All(asked.Where(one => one.Contains("/keys/", StringComparison.Ordinal)), one => Assert.StartsWith("localhost/keys/k", one, StringComparison.Ordinal));
    }
}
