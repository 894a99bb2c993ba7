using System.Security.Cryptography;
using System.Text.Json;

namespace OnboardingFlow.LocalHost.Tests.Running;

/// <summary>Settings that are right in every way, of services that aren't there.</summary>
internal static class HostSettings
{
    private const string Nowhere = "127.0.0.1:1";
    private const string AzuriteKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>Writes them and returns the arguments that load them.</summary>
    public static string[] Write(TempFolder folder, string urls = "http://127.0.0.1:0")
    {
        using var rsa = RSA.Create(2048);
        var file = folder.File("settings.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["WeChatPay"] = new
            {
                BaseAddress = $"http://{Nowhere}",
                StandbyAddress = $"http://{Nowhere}",
                MchId = "1900000001",
                AppId = "wx1234567890",
                MerchantKeys = new[] { new { Serial = "ABCDEF0123456789" } },
                PublicKeys = new[] { new { Serial = "PUB_KEY_ID_0119000000012026010100000000000001", Pem = rsa.ExportSubjectPublicKeyInfoPem() } },
            },
            ["KeyVault"] = new { Address = $"https://{Nowhere}/", Credential = "none" },
            ["Storage"] = new
            {
                ConnectionString =
                    $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={AzuriteKey};BlobEndpoint=http://{Nowhere}/devstoreaccount1;QueueEndpoint=http://{Nowhere}/devstoreaccount1;TableEndpoint=http://{Nowhere}/devstoreaccount1",
            },
            ["Engine"] = new { DataDirectory = folder.File("data") },
            ["Http"] = new { Urls = urls },
        }));
        return ["--settings", file];
    }
}
