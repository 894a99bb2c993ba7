using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OnboardingFlow.Api;
using OnboardingFlow.Api.Health;
using OnboardingFlow.Core;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Functions.Activities;
using OnboardingFlow.Functions.Durable;
using OnboardingFlow.Functions.Http;
using OnboardingFlow.Functions.Keys;
using OnboardingFlow.Functions.Tables;
using OnboardingFlow.Integrations;
using OnboardingFlow.KeyVault;
using OnboardingFlow.WeChatPay;

namespace OnboardingFlow.Functions;

/// <summary>What the production host is made of.</summary>
public static class FunctionsServices
{
    /// <summary>Core, its ports on Azure, and the API's handlers. Wrong settings stop the start.</summary>
    public static IServiceCollection AddOnboardingFunctions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOnboardingCore(configuration);
        services.AddCryptographyClient();
        services.AddKeyVault(configuration);
        services.AddWeChatPay(configuration);
        services.AddOnboardingIntegrations(configuration);
        services.AddOnboardingApi(configuration);
        services.AddOnboardingTables(configuration);
        services.AddWorkerTelemetry(configuration);

        services.AddSingleton<DurableClients>();
        services.AddSingleton<IEngineClient, DurableEngineClient>();
        services.AddOptions<RetentionOptions>()
            .Bind(configuration.GetSection(RetentionOptions.Section))
            .Validate(options => options.Retention > TimeSpan.Zero, "Engine:Retention must be longer than zero.")
            .ValidateOnStart();
        services.AddSingleton<EndedInstances>();
        services.AddSingleton<ActivityRunner>();
        services.AddSingleton<HttpRunner>();
        services.AddSingleton<PrometheusMetrics>();
        services.AddSingleton<IReadinessCheck, StorageReadiness>();
        services.AddSingleton<IReadinessCheck, KeyVaultReadiness>();
        services.AddSingleton<IReadinessCheck, WeChatPayReadiness>();
        return services;
    }
}
