using Azure;
using Azure.Security.KeyVault.Secrets;

namespace OnboardingFlow.Emulators.Tests;

/// <summary>Secrets through Microsoft's own client, over real TLS.</summary>
public sealed class SecretTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_client_sets_gets_lists_updates_and_deletes()
    {
        await using var test = await EmulatorTest.StartAsync();
        using var vault = new RawVault(test.Host);
        var client = vault.SecretClient();
        var first = (await client.SetSecretAsync("s1", "one", Cancel)).Value;
        var second = (await client.SetSecretAsync("s1", "two", Cancel)).Value;
        Assert.Equal("two", (await client.GetSecretAsync("s1", cancellationToken: Cancel)).Value.Value);
        Assert.Equal("one", (await client.GetSecretAsync("s1", first.Properties.Version, cancellationToken: Cancel)).Value.Value);

        second.Properties.Enabled = false;
        await client.UpdateSecretPropertiesAsync(second.Properties, Cancel);
        var disabled = await Assert.ThrowsAsync<RequestFailedException>(() => client.GetSecretAsync("s1", cancellationToken: Cancel));
        Assert.Equal((403, "Forbidden"), (disabled.Status, disabled.ErrorCode));

        var versions = new List<string>();
        await foreach (var version in client.GetPropertiesOfSecretVersionsAsync("s1", Cancel))
        {
            versions.Add(version.Version);
        }

        Assert.Equal([first.Properties.Version, second.Properties.Version], versions);
        await client.StartDeleteSecretAsync("s1", Cancel);
        var gone = await Assert.ThrowsAsync<RequestFailedException>(() => client.GetSecretAsync("s1", cancellationToken: Cancel));
        Assert.Equal((404, "SecretNotFound"), (gone.Status, gone.ErrorCode));
    }

    [Fact]
    public async Task A_long_list_comes_in_pages()
    {
        await using var test = await EmulatorTest.StartAsync();
        using var vault = new RawVault(test.Host);
        var client = vault.SecretClient();
        for (var i = 0; i < 60; i++)
        {
            await client.SetSecretAsync($"many-{i:D2}", "x", Cancel);
        }

        var names = new List<string>();
        await foreach (var secret in client.GetPropertiesOfSecretsAsync(Cancel))
        {
            names.Add(secret.Name);
        }

        Assert.Equal(63, names.Distinct().Count());
    }

    [Fact]
    public async Task What_the_host_needs_is_seeded()
    {
        await using var test = await EmulatorTest.StartAsync();
        using var vault = new RawVault(test.Host);
        var client = vault.SecretClient();
        Assert.Equal(test.Host.ApiV3Key, (await Value("wechatpay-apiv3-key")));
        Assert.Equal(32, test.Host.ApiV3Key.Length);
        Assert.Equal(32, Convert.FromBase64String(await Value("onboarding-fingerprint")).Length);
        Assert.StartsWith("whsec_", await Value("webhook-secret"));

        async Task<string> Value(string name) => (await client.GetSecretAsync(name, cancellationToken: Cancel)).Value.Value;
    }

    [Fact]
    public async Task The_client_honours_a_throttle_and_goes_on()
    {
        await using var test = await EmulatorTest.StartAsync();
        using var vault = new RawVault(test.Host);
        var client = vault.SecretClient();
        await vault.CallAsync(HttpMethod.Post, "/_emulator/faults", new System.Text.Json.Nodes.JsonObject { ["on"] = "secret", ["action"] = "throttle", ["count"] = 1 });
        Assert.NotEmpty((await client.GetSecretAsync("webhook-secret", cancellationToken: Cancel)).Value.Value);
        var calls = (await vault.CallAsync(HttpMethod.Get, "/_emulator/calls?after=0")).Json.EnumerateArray().ToList();
        Assert.Equal([401, 429, 200], calls.Select(c => c.GetProperty("status").GetInt32()));
    }
}
