using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace OnboardingFlow.Functions.Tests.Infra;

/// <summary>The template's settings against those that the code asks for when it starts.</summary>
public sealed class SettingsTests
{
    // Read by the platform and by Azure.Identity, not by our code.
    private static readonly string[] ThePlatforms =
        ["AZURE_CLIENT_ID", "AZURE_TOKEN_CREDENTIALS", "AzureWebJobsStorage:accountName", "AzureWebJobsStorage:clientId", "AzureWebJobsStorage:credential", "Storage:clientId", "Storage:credential"];

    // Not for Azure: development only, LocalHost's address and self-test, a file beside the app, the other way to name the storage account; not for this template:
    // a managed HSM beside the vault.
    private static readonly string[] NotForAzure =
        ["Http:Urls", "KeyVault:Credential", "KeyVault:SecretsAddress", "KeyVault:TrustedCertificateFile", "Onboarding:AllowPrivateNotifyUrl", "Storage:ConnectionString", "WeChatPay:PublicKeys:0:PemFile", "WeChatPay:SelfTest"];

    // A library's own section, which asks for everything that it could be told.
    private const string TheExporters = "AzureMonitorExporter:";

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task Every_setting_that_the_code_reads_is_set_or_left_to_its_default_on_purpose(string environment)
    {
        var deployment = await Deployment.OfAsync(environment);
        var settings = Runnable(deployment.Settings);
        var asked = Asked(settings).Where(key => key.Contains(':', StringComparison.Ordinal) && !key.StartsWith(TheExporters, StringComparison.Ordinal))
            .Where(key => !settings.Keys.Any(set => set.StartsWith(key + ":", StringComparison.OrdinalIgnoreCase)));

        Assert.Empty(asked.Except([.. settings.Keys, .. LeftToTheCode(deployment), .. NotForAzure], StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_template_sets_nothing_that_nobody_reads()
    {
        var deployment = await Deployment.OfAsync("prod");
        var settings = Runnable(deployment.Settings);
        var asked = Asked(settings);

        Assert.Empty(settings.Keys.Concat(LeftToTheCode(deployment)).Except([.. asked, .. ThePlatforms], StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_signing_budgets_of_all_instances_together_stay_below_the_vaults_limit()
    {
        var deployment = await Deployment.OfAsync("prod");
        var instances = deployment.One("Microsoft.Web/sites").GetProperty("functionAppConfig").GetProperty("scaleAndConcurrency").GetProperty("maximumInstanceCount").GetInt32();
        var each = int.Parse(deployment.Settings["Budget:OperationsPerSecond"], System.Globalization.CultureInfo.InvariantCulture);

        // HTTP, Durable Task and the queue function scale apart; 2,000 operations in 10 s with RSA-2048 keys in an HSM.
        Assert.InRange(each * 3 * instances, 120, 200);
    }

    /// <summary>Starts the code's services on the settings.</summary>
    /// <returns>The keys that were asked for.</returns>
    private static HashSet<string> Asked(Dictionary<string, string> settings)
    {
        var record = new RecordedConfiguration(settings);
        var configuration = new ConfigurationManager();
        ((IConfigurationBuilder)configuration).Add(record);
        using var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddOnboardingFunctions(configuration).BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
        return record.Asked;
    }

    /// <summary>With stand-ins for what only a deployment knows, and one entry in each list.</summary>
    private static Dictionary<string, string> Runnable(IReadOnlyDictionary<string, string> settings)
    {
        var runnable = settings.ToDictionary(
            entry => entry.Key,
            entry => entry.Value.StartsWith('[') ? "https://stand-in.example/" : entry.Value,
            StringComparer.OrdinalIgnoreCase);
        runnable["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "InstrumentationKey=00000000-0000-0000-0000-000000000000";
        runnable["Engine:Retention"] = "90.00:00:00";
        runnable["WeChatPay:AppId"] = "wx8888888888888888";
        runnable["WeChatPay:MchId"] = "1900000001";
        runnable["WeChatPay:MerchantKeys:0:Serial"] = "770BC4B7ABACD05D475FBA46F9B8BB3E81A1BAF9";
        runnable["WeChatPay:MerchantKeys:0:KeyVersion"] = "0123456789abcdef0123456789abcdef";
        runnable["WeChatPay:MerchantKeys:0:From"] = "2026-11-25T00:00:00Z";
        runnable["WeChatPay:PublicKeys:0:Serial"] = "PUB_KEY_ID_0146573698177996623025560669020863";
        using var key = System.Security.Cryptography.RSA.Create(2048);
        runnable["WeChatPay:PublicKeys:0:Pem"] = key.ExportSubjectPublicKeyInfoPem();
        return runnable;
    }

    /// <summary>Settings that a deployment may name and need not: the properties of type codeSettings.</summary>
    private static string[] LeftToTheCode(Deployment deployment) =>
        [.. deployment.OptionalSettings, "Webhook:SecretName", "WeChatPay:MerchantKeys:0:KeyVersion", "WeChatPay:MerchantKeys:0:From"];
}
