using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.WeChatPay.Tests.Doubles;

/// <summary>Builds the client as a host does, from configuration.</summary>
internal sealed class Client : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private Client(ServiceProvider services, MerchantVault vault, IConfigurationRoot configuration)
    {
        _services = services;
        Vault = vault;
        Configuration = configuration;
    }

    public const string Serial = "5F1C72E2A8931B72A2E13AF8DEE92471EB397115";
    public const string KeyVersion = "v1";

    public MerchantVault Vault { get; }

    public IConfigurationRoot Configuration { get; }

    public IWeChatPay WeChatPay => _services.GetRequiredService<IWeChatPay>();

    public INotificationReader Notifications => _services.GetRequiredService<INotificationReader>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Settings that fit one or two hosts, with short times.</summary>
    public static Dictionary<string, string?> Settings(StubHost primary, StubHost? standby = null) =>
        Settings(primary.Address, standby?.Address ?? primary.Address, primary.Platform);

    public static Dictionary<string, string?> Settings(Uri primary, Uri standby, PlatformSide platform) => new()
    {
        ["WeChatPay:BaseAddress"] = primary.ToString(),
        ["WeChatPay:StandbyAddress"] = standby.ToString(),
        ["WeChatPay:MchId"] = "1900000001",
        ["WeChatPay:AppId"] = "wx8888888888888888",
        ["WeChatPay:MerchantKeys:0:Serial"] = Serial,
        ["WeChatPay:MerchantKeys:0:KeyVersion"] = KeyVersion,
        ["WeChatPay:PublicKeys:0:Serial"] = platform.Serial,
        ["WeChatPay:PublicKeys:0:Pem"] = platform.PublicPem,
        ["WeChatPay:AttemptTimeout"] = "00:00:10",
        ["WeChatPay:CallTimeout"] = "00:00:30",
        ["WeChatPay:RetryDelay"] = "00:00:00.001",
    };

    public static Client Build(Dictionary<string, string?> settings, TimeProvider? time = null, MerchantVault? vault = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        vault ??= new MerchantVault();
        var services = new ServiceCollection();
        services.AddSingleton(time ?? TimeProvider.System);
        services.AddSingleton<IKeys>(vault);
        services.AddSingleton<ISecrets>(vault);
        services.AddLogging();
        services.AddWeChatPay(configuration);
        return new Client(services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }), vault, configuration);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
