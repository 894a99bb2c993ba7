using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace OnboardingFlow.Functions.Tests;

/// <summary>The settings of local.settings.sample.json, as the Functions tools would hand them to the worker.</summary>
internal static class HostSettings
{
    public static ConfigurationManager Sample(string? storage = null)
    {
        using var sample = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "local.settings.sample.json")));
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(sample.RootElement.GetProperty("Values").EnumerateObject()
            .Select(value => KeyValuePair.Create(value.Name.Replace("__", ":", StringComparison.Ordinal), value.Value.GetString())));

        // What the emulators make at their start.
        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["KeyVault:TrustedCertificateFile"] = "",
            ["WeChatPay:AppId"] = "wx8888888888888888",
            ["WeChatPay:MchId"] = "1900000001",
            ["WeChatPay:MerchantKeys:0:Serial"] = "770BC4B7ABACD05D475FBA46F9B8BB3E81A1BAF9",
            ["WeChatPay:PublicKeys:0:Serial"] = "PUB_KEY_ID_0146573698177996623025560669020863",
            ["WeChatPay:PublicKeys:0:Pem"] = RsaPublicKey(),
        });
        if (storage is not null)
        {
            configuration["Storage:ConnectionString"] = storage;
        }

        return configuration;
    }

    private static string RsaPublicKey()
    {
        using var key = System.Security.Cryptography.RSA.Create(2048);
        return key.ExportSubjectPublicKeyInfoPem();
    }
}
