using Azure.Security.KeyVault.Secrets;
using Microsoft.Extensions.DependencyInjection;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.KeyVault.Connection;
using OnboardingFlow.KeyVault.Tests.Support;

namespace OnboardingFlow.KeyVault.Tests.Secrets;

public sealed class VaultSecretsTests(EmulatedVault vault) : IClassFixture<EmulatedVault>, IAsyncLifetime
{
    private readonly string _name = $"secret-{Guid.NewGuid():N}";
    private TestVaultClient _client = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private SecretClient Operator => _client.Services.GetRequiredService<VaultConnection>().Secrets;

    public ValueTask InitializeAsync()
    {
        _client = vault.Client();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    [Fact]
    public async Task The_newest_two_are_in_use_the_newest_first()
    {
        await SetAsync("one");
        Assert.Equal(["one"], await GetAsync());

        await SetAsync("two");
        await SetAsync("three");
        Assert.Equal(["one"], await GetAsync());

        _client.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(["three", "two"], await GetAsync());
    }

    [Fact]
    public async Task A_disabled_version_is_passed_over()
    {
        await SetAsync("one");
        var two = await SetAsync("two");
        await SetAsync("three");
        two.Properties.Enabled = false;
        await Operator.UpdateSecretPropertiesAsync(two.Properties, Cancelled);

        Assert.Equal(["three", "one"], await GetAsync());
    }

    [Fact]
    public async Task A_secret_of_which_every_version_is_disabled_says_how_to_enable_it()
    {
        var one = await SetAsync("one");
        one.Properties.Enabled = false;
        await Operator.UpdateSecretPropertiesAsync(one.Properties, Cancelled);

        var fault = await Assert.ThrowsAsync<ActivityException>(GetAsync);

        Assert.Equal(ErrorTypes.Configuration, fault.ErrorType);
        Assert.Contains($"az keyvault secret set-attributes --vault-name 127 --name {_name}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_secret_says_where_to_look()
    {
        var fault = await Assert.ThrowsAsync<ActivityException>(GetAsync);

        Assert.Equal(ErrorTypes.Configuration, fault.ErrorType);
        Assert.Contains($"az keyvault secret list-versions --vault-name 127 --name {_name}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forbidden_secret_names_the_role()
    {
        await SetAsync("one");
        await vault.FaultAsync(new { on = "secret", action = "status", count = 1, status = 403, code = "Forbidden" });

        var fault = await Assert.ThrowsAsync<ActivityException>(GetAsync);

        Assert.Equal(ErrorTypes.Configuration, fault.ErrorType);
        Assert.Contains("'Key Vault Secrets User'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_vault_is_away_the_value_read_before_serves_on()
    {
        await SetAsync("one");
        await GetAsync();
        _client.Time.Advance(TimeSpan.FromMinutes(6));
        await vault.FaultAsync(new { on = "secret", action = "status", count = 0, status = 503 });

        Assert.Equal(["one"], await GetAsync());

        await vault.NoFaultsAsync();
    }

    [Fact]
    public async Task Its_value_is_in_no_log_line()
    {
        await SetAsync("planted-value");

        var values = await _client.Secrets.GetAsync(_name, Cancelled);

        Assert.Equal("***", values[0].ToString());
        Assert.NotEmpty(_client.Logs.Lines);
        Assert.DoesNotContain(_client.Logs.Lines, line => line.Contains("planted-value", StringComparison.Ordinal));
    }

    // Key Vault's times are whole seconds: the emulator's clock is moved so that each version has its own.
    private async Task<KeyVaultSecret> SetAsync(string value)
    {
        vault.Time.Advance(TimeSpan.FromSeconds(1));
        return await Operator.SetSecretAsync(_name, value, Cancelled);
    }

    private async Task<IEnumerable<string>> GetAsync() => (await _client.Secrets.GetAsync(_name, Cancelled)).Select(value => value.Reveal());
}
