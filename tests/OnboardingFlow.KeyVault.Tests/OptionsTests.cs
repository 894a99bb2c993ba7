using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.KeyVault.Budget;
using OnboardingFlow.KeyVault.Tests.Support;

namespace OnboardingFlow.KeyVault.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void The_defaults_are_the_contract_s()
    {
        using var services = Services(("KeyVault:Address", "https://name.vault.azure.net/"));

        services.GetRequiredService<IStartupValidator>().Validate();

        var names = services.GetRequiredService<IOptions<KeyNames>>().Value;
        Assert.Equal("wechatpay-merchant", names.SigningKey);
        Assert.Equal("onboarding-sealing", names.SealingKey);
        Assert.Equal("wechatpay-apiv3-key", names.ApiV3KeySecret);
        Assert.Equal("onboarding-fingerprint", names.FingerprintSecret);
        Assert.Equal("default", services.GetRequiredService<IOptions<VaultOptions>>().Value.Credential);
        Assert.Equal(300, services.GetRequiredService<IOptions<BudgetOptions>>().Value.OperationsPerSecond);
    }

    [Theory]
    [InlineData("KeyVault:Address", "", "KeyVault:Address is missing")]
    [InlineData("KeyVault:Address", "name", "KeyVault:Address is 'name'")]
    [InlineData("KeyVault:Address", "http://name.vault.azure.net/", "KeyVault:Address is 'http://name.vault.azure.net/'")]
    [InlineData("KeyVault:Address", "https://name.vault.azure.net/keys", "without path")]
    [InlineData("KeyVault:Address", "https://name.managedhsm.azure.net/", "KeyVault:SecretsAddress must name a vault")]
    [InlineData("KeyVault:SecretsAddress", "https://name.managedhsm.azure.net/", "KeyVault:SecretsAddress must name a vault")]
    [InlineData("KeyVault:SecretsAddress", "http://other.vault.azure.net/", "KeyVault:SecretsAddress is 'http://other.vault.azure.net/'")]
    [InlineData("KeyVault:Credential", "certificate", "KeyVault:Credential is 'certificate'")]
    [InlineData("KeyVault:Credential", "none", "is not a loopback address: use 'default'")]
    [InlineData("KeyVault:TrustedCertificateFile", "some.pem", "is not a loopback address: remove it")]
    [InlineData("KeyVault:SigningKey", "a/b", "KeyVault:SigningKey is 'a/b'")]
    [InlineData("KeyVault:SealingKey", "", "KeyVault:SealingKey is ''")]
    [InlineData("Budget:OperationsPerSecond", "0", "Budget:OperationsPerSecond is 0")]
    [InlineData("Budget:OperationsPerSecond", "NaN", "Budget:OperationsPerSecond is NaN")]
    public void A_wrong_setting_stops_the_start_with_one_line(string key, string value, string line)
    {
        using var services = Services(("KeyVault:Address", "https://name.vault.azure.net/"), (key, value));

        var fault = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains(line, Assert.Single(fault.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_wrong_settings_are_told_at_once()
    {
        using var services = Services(("KeyVault:Address", "https://name.vault.azure.net/"), ("KeyVault:Credential", "none"), ("KeyVault:TrustedCertificateFile", "x"));

        var fault = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Equal(2, fault.Failures.Count());
    }

    [Theory]
    [InlineData("https://localhost:7082/")]
    [InlineData("https://127.0.0.1:7082")]
    [InlineData("https://[::1]:7082/")]
    public async Task On_loopback_a_fixed_token_and_an_extra_certificate_are_permitted(string address)
    {
        await using var stub = await StubVault.StartAsync(_ => Task.CompletedTask);
        using var services = Services(
            ("KeyVault:Address", address), ("KeyVault:Credential", "none"), ("KeyVault:TrustedCertificateFile", stub.CertificateFile));

        services.GetRequiredService<IStartupValidator>().Validate();
    }

    [Fact]
    public void A_certificate_file_that_is_missing_is_told()
    {
        using var services = Services(
            ("KeyVault:Address", "https://localhost:7082/"), ("KeyVault:Credential", "none"), ("KeyVault:TrustedCertificateFile", "no-such.pem"));

        var fault = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains("KeyVault:TrustedCertificateFile 'no-such.pem' can't be read", Assert.Single(fault.Failures), StringComparison.Ordinal);
    }

    private static ServiceProvider Services(params (string Key, string Value)[] settings)
    {
        var values = settings.GroupBy(setting => setting.Key).ToDictionary(group => group.Key, group => (string?)group.Last().Value);
        return new ServiceCollection().AddLogging().AddKeyVault(new ConfigurationBuilder().AddInMemoryCollection(values).Build()).BuildServiceProvider();
    }
}
