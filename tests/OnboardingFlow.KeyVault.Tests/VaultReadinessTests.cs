using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.KeyVault.Tests.Support;

namespace OnboardingFlow.KeyVault.Tests;

public sealed class VaultReadinessTests(EmulatedVault vault) : IClassFixture<EmulatedVault>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("signing")]
    [InlineData("sealing")]
    public async Task A_disabled_key_is_told_with_its_fix_while_the_cache_still_has_it_and_no_longer_once_it_is_back(string which)
    {
        await using var client = vault.Client();
        var (signing, sealing) = (await vault.NewKeyAsync(), await vault.NewKeyAsync());
        var signingVersion = await VersionAsync(client, signing);
        var sealingVersion = await VersionAsync(client, sealing);
        var (name, version) = which == "signing" ? (signing, signingVersion) : (sealing, sealingVersion);
        var readiness = Of(client, signing, sealing);
        await readiness.CheckAsync(signingVersion, Cancelled);

        await vault.EnableAsync(name, version, false);
        client.Time.Advance(TimeSpan.FromSeconds(5));
        var fault = await Assert.ThrowsAsync<ActivityException>(() => readiness.CheckAsync(signingVersion, Cancelled));
        Assert.Contains($"--name {name} --version {version} --enabled true", fault.Message, StringComparison.Ordinal);

        await vault.EnableAsync(name, version, true);
        client.Time.Advance(TimeSpan.FromSeconds(5));
        await readiness.CheckAsync(signingVersion, Cancelled);
    }

    [Fact]
    public async Task A_missing_secret_is_told()
    {
        await using var client = vault.Client();
        var key = await vault.NewKeyAsync();

        var fault = await Assert.ThrowsAsync<ActivityException>(() => Of(client, key, key, "no-such-secret").CheckAsync("", Cancelled));

        Assert.Contains("no-such-secret", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_who_ask_cost_one_look()
    {
        await using var client = vault.Client();
        var key = await vault.NewKeyAsync();
        var readiness = Of(client, key, key);
        await readiness.CheckAsync("", Cancelled);

        // The vault would refuse a second look.
        await vault.FaultAsync(new { on = "key", action = "status", count = 0, status = 403, code = "Forbidden" });
        try
        {
            await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => readiness.CheckAsync("", Cancelled)));
        }
        finally
        {
            await vault.NoFaultsAsync();
        }
    }

    private static async Task<string> VersionAsync(TestVaultClient client, string name) =>
        (await client.Keys.GetPublicKeyAsync(new KeyReference(name), Cancelled)).Version;

    private static VaultReadiness Of(TestVaultClient client, string signing, string sealing, string? secret = null)
    {
        var names = new KeyNames { SigningKey = signing, SealingKey = sealing };
        names.FingerprintSecret = secret ?? names.FingerprintSecret;
        return new VaultReadiness(client.Keys, client.Services.GetRequiredService<ISecrets>(), Options.Create(names));
    }
}
