using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.WeChatPay.Certificates;
using OnboardingFlow.WeChatPay.Keys;
using OnboardingFlow.WeChatPay.Notifications;
using OnboardingFlow.WeChatPay.OfflineFace;
using OnboardingFlow.WeChatPay.SelfTest;
using OnboardingFlow.WeChatPay.Sending;
using OnboardingFlow.WeChatPay.Settings;
using OnboardingFlow.WeChatPay.Signatures;

namespace OnboardingFlow.WeChatPay;

/// <summary>Registers the WeChat Pay client.</summary>
public static class WeChatPayServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="IWeChatPay"/>, <see cref="INotificationReader"/>, <see cref="KeyReadiness"/> and <see cref="WeChatPaySelfTest"/>. Needs <see cref="IKeys"/> and <see cref="ISecrets"/>
    /// (from the Key Vault client). Section <c>WeChatPay</c> is checked when the host starts; later changes are taken up while it runs.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The root of the configuration.</param>
    public static IServiceCollection AddWeChatPay(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WeChatPayOptions>().Bind(configuration.GetSection(WeChatPayOptions.Section)).ValidateOnStart();
        services.AddOptions<KeyNames>().Bind(configuration.GetSection(KeyNames.Section));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WeChatPayOptions>, WeChatPayOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();

        services.AddSingleton<LiveSettings>();
        services.AddSingleton<PlatformKeyRing>();
        services.AddSingleton(static provider => new KeyReadiness(
            provider.GetRequiredService<LiveSettings>(), provider.GetRequiredService<PlatformKeyRing>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<CertificateDownloader>();
        services.AddSingleton<DownloadedCertificates>();
        services.AddSingleton(static provider => new Lazy<CertificateDownloader>(provider.GetRequiredService<CertificateDownloader>));
        services.AddSingleton<RequestSigner>();
        services.AddSingleton<SignatureVerifier>();
        services.AddSingleton<SignatureMetrics>();

        services.AddSingleton<ApiHosts>();
        services.AddSingleton<AttemptSender>();
        services.AddSingleton<ApiTransport>();
        HostClients.Add(services);

        services.AddSingleton<OfflineFaceClient>();
        services.AddSingleton<OrganizationCache>();
        services.AddSingleton<IWeChatPay, WeChatPayGateway>();

        services.AddSingleton<ResourceDecryptor>();
        services.AddSingleton<EchoCallbacks>();
        services.AddSingleton(static provider => new WeChatPaySelfTest(
            provider.GetRequiredService<ApiTransport>(),
            provider.GetRequiredService<PlatformKeyRing>(),
            provider.GetRequiredService<LiveSettings>(),
            provider.GetRequiredService<ResourceDecryptor>(),
            provider.GetRequiredService<EchoCallbacks>(),
            provider.GetRequiredService<IKeys>(),
            provider.GetRequiredService<IOptions<KeyNames>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<INotificationReader, NotificationReader>();
        return services;
    }
}
