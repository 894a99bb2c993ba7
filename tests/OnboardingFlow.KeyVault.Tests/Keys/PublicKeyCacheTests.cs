using System.Security.Cryptography;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.KeyVault.Tests.Support;

namespace OnboardingFlow.KeyVault.Tests.Keys;

public sealed class PublicKeyCacheTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wrapping_a_hundred_keys_asks_the_vault_once()
    {
        using var rsa = RSA.Create(2048);
        await using var vault = await StubVault.StartAsync(context => context.Key(rsa, "k", "v1"));
        await using var client = new TestVaultClient(vault.Address, vault.CertificateFile);

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => client.Keys.WrapAsync("k", new byte[32], Cancelled)));

        Assert.Single(vault.Requests);
    }

    [Fact]
    public async Task A_version_s_public_part_is_asked_once_and_for_good()
    {
        using var rsa = RSA.Create(2048);
        await using var vault = await StubVault.StartAsync(context => context.Key(rsa, "k", "v1"));
        await using var client = new TestVaultClient(vault.Address, vault.CertificateFile);
        var key = new KeyReference("k", "v1");

        await client.Keys.GetPublicKeyAsync(key, Cancelled);
        client.Time.Advance(TimeSpan.FromDays(30));
        await client.Keys.GetPublicKeyAsync(key, Cancelled);

        Assert.Single(vault.Requests);
    }

    [Fact]
    public async Task While_the_vault_is_away_what_was_read_still_wraps()
    {
        using var rsa = RSA.Create(2048);
        var away = false;
        await using var vault = await StubVault.StartAsync(context => away ? context.Error(503, "ServiceUnavailable") : context.Key(rsa, "k", "v1"));
        await using var client = new TestVaultClient(vault.Address, vault.CertificateFile);
        await client.Keys.WrapAsync("k", new byte[32], Cancelled);

        away = true;
        client.Time.Advance(TimeSpan.FromMinutes(6));
        var wrapped = await client.Keys.WrapAsync("k", new byte[32], Cancelled);

        Assert.Equal("v1", wrapped.KeyVersion);
        Assert.Contains(client.Logs.Lines, line => line.StartsWith("3004 ", StringComparison.Ordinal));
    }
}
