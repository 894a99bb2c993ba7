using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OnboardingFlow.Emulators;
using OnboardingFlow.KeyVault;

namespace OnboardingFlow.WeChatPay.Tests.Emulated;

/// <summary>The two emulators, started once for all tests of a class, and clients with the real Key Vault client behind them.</summary>
public sealed class Emulators : IAsyncLifetime
{
    private readonly HttpClient _control = new();
    private HttpClient _vault = null!;

    public const string OrganizationId = EmulatorOptions.DemoOrganizationId;

    public EmulatorHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Host = await EmulatorHost.StartAsync(
            EmulatorOptions.OnFreePorts() with { NotifyUrl = "http://127.0.0.1:9/notifications" }, CancellationToken.None);
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificateFromFile(Host.TrustedCertificateFile));
        _vault = new HttpClient(new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = policy } }) { BaseAddress = Host.KeyVaultAddress };
        _vault.DefaultRequestHeaders.Authorization = new("Bearer", "any");
    }

    public async ValueTask DisposeAsync()
    {
        _vault.Dispose();
        _control.Dispose();
        await Host.DisposeAsync();
    }

    /// <summary>A client that trusts the given keys, in this order.</summary>
    public ServiceProvider BuildClient(params VerificationKey[] trusted) => BuildClient(_ => { }, null, trusted);

    /// <summary>The same with other settings or another clock.</summary>
    public ServiceProvider BuildClient(Action<Dictionary<string, string?>> change, TimeProvider? time, params VerificationKey[] trusted)
    {
        Dictionary<string, string?> settings = new()
        {
            ["WeChatPay:BaseAddress"] = Host.WeChatPayAddress.ToString(),
            ["WeChatPay:StandbyAddress"] = Host.WeChatPayAddress.ToString(),
            ["WeChatPay:MchId"] = Host.MchId,
            ["WeChatPay:AppId"] = Host.AppId,
            ["WeChatPay:MerchantKeys:0:Serial"] = Host.MerchantSerial,
            ["WeChatPay:MerchantKeys:0:KeyVersion"] = Host.MerchantKeyVersion,
            ["WeChatPay:RetryDelay"] = "00:00:00.001",
            ["KeyVault:Address"] = Host.KeyVaultAddress.ToString(),
            ["KeyVault:Credential"] = "none",
            ["KeyVault:TrustedCertificateFile"] = Host.TrustedCertificateFile,
        };
        for (var i = 0; i < trusted.Length; i++)
        {
            settings[$"WeChatPay:PublicKeys:{i}:Serial"] = trusted[i].Serial;
            settings[$"WeChatPay:PublicKeys:{i}:Pem"] = trusted[i].Pem;
        }

        change(settings);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(time ?? TimeProvider.System);
        services.AddKeyVault(configuration);
        services.AddWeChatPay(configuration);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
    }

    public VerificationKey Key(SigningKeyKind kind) => Host.VerificationKeys.Single(k => k.Kind == kind);

    /// <summary>Calls the control API.</summary>
    public Task<JsonElement> ControlAsync(HttpMethod method, string path, object? body = null) =>
        CallAsync(_control, method, new Uri(Host.WeChatPayAddress, $"_emulator/{path}"), body);

    private Task<JsonElement> VaultAsync(HttpMethod method, string path, object? body = null) => CallAsync(_vault, method, new Uri(Host.KeyVaultAddress, path), body);

    private static async Task<JsonElement> CallAsync(HttpClient http, HttpMethod method, Uri path, object? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    public Task FaultAsync(string on, string action, int count = 1, int? status = null, string? code = null) =>
        ControlAsync(HttpMethod.Post, "faults", new { on, action, count, status, code });

    /// <summary>Makes the next call of the vault of a kind answer so.</summary>
    public Task VaultFaultAsync(string on, int status, string code) =>
        VaultAsync(HttpMethod.Post, "_emulator/faults", new { on, action = "status", count = 0, status, code });

    public Task ClearVaultFaultsAsync() => VaultAsync(HttpMethod.Delete, "_emulator/faults");

    /// <summary>Gives the merchant's key a new version, and returns its name.</summary>
    public async Task<string> RotateMerchantKeyAsync() =>
        (await VaultAsync(HttpMethod.Post, "keys/wechatpay-merchant/rotate?api-version=7.4")).GetProperty("key").GetProperty("kid").GetString()!.Split('/')[^1];

    public async Task<string> SecretAsync(string name) =>
        (await VaultAsync(HttpMethod.Get, $"secrets/{name}?api-version=7.4")).GetProperty("value").GetString()!;

    public Task ClearFaultsAsync() => ControlAsync(HttpMethod.Delete, "faults");

    /// <summary>The calls that name this text in their path.</summary>
    public async Task<IReadOnlyList<JsonElement>> CallsAsync(string part, long after = 0) =>
        [.. (await ControlAsync(HttpMethod.Get, $"calls?after={after}")).EnumerateArray().Where(c => c.GetProperty("path").GetString()!.Contains(part, StringComparison.Ordinal))];

    /// <summary>Number of the last call seen.</summary>
    public async Task<long> LastCallAsync() =>
        (await ControlAsync(HttpMethod.Get, "calls?after=0")).EnumerateArray().Select(c => c.GetProperty("number").GetInt64()).DefaultIfEmpty().Max();

    /// <summary>The calls after a number, once there are any: a call whose connection was cut is noted a moment after the cut.</summary>
    public async Task<IReadOnlyList<JsonElement>> SomeCallsAsync(long after)
    {
        while (true)
        {
            if (await CallsAsync("", after) is { Count: > 0 } calls)
            {
                return calls;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TestContext.Current.CancellationToken);
        }
    }
}
