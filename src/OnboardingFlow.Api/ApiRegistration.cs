using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OnboardingFlow.Api.Access;
using OnboardingFlow.Api.Auditing;
using OnboardingFlow.Api.Health;
using OnboardingFlow.Api.Http;
using OnboardingFlow.Api.Keys;
using OnboardingFlow.Api.Notifications;
using OnboardingFlow.Api.Onboardings;
using OnboardingFlow.Api.OpenApi;
using OnboardingFlow.Api.Operating;
using OnboardingFlow.Api.Poison;
using OnboardingFlow.Api.Presigning;
using OnboardingFlow.Api.Repaying;
using OnboardingFlow.Api.Starting;
using OnboardingFlow.Core.Operations;

namespace OnboardingFlow.Api;

/// <summary>What a host adds to have the HTTP API.</summary>
public static class ApiRegistration
{
    /// <summary>
    /// Adds the handlers, the API keys of section <c>Http</c> (checked at the start) and the OpenAPI document. The host adds Core, its ports and an
    /// <see cref="IReadinessCheck"/> for each thing that it needs; it maps <see cref="ApiRoutes"/> or calls the handlers by <see cref="ApiRunner"/>.
    /// </summary>
    public static IServiceCollection AddOnboardingApi(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddOptions<HttpOptions>().Configure(options => options.Read(configuration.GetSection(HttpOptions.Section))).ValidateOnStart();
        services.AddSingleton<IValidateOptions<HttpOptions>, HttpOptionsValidator>();
        services.AddSingleton<IOptionsChangeTokenSource<HttpOptions>>(new ConfigurationChangeTokenSource<HttpOptions>(configuration.GetSection(HttpOptions.Section)));
        services.AddSingleton<LiveApiKeys>().AddSingleton(static provider => new ApiKeyGate(provider.GetRequiredService<LiveApiKeys>()));
        services.AddSingleton<ApiRunner>().AddSingleton<ApiMetrics>();
        services.AddOnboardingOperations();
        services.TryAddSingleton<IAuditTrail, LogIsTheTrail>();
        services.AddSingleton<OperatorAudit>();
        services
            .AddSingleton<ApiDocument>()
            .AddSingleton<BulkHandlers>()
            .AddSingleton<HealthHandlers>()
            .AddSingleton<NotificationHandler>()
            .AddSingleton<OnboardingQueries>()
            .AddSingleton<OperationHandlers>()
            .AddSingleton<PoisonHandlers>()
            .AddSingleton<PresignTokenHandler>()
            .AddSingleton<RepaymentHandler>()
            .AddSingleton<RewrapHandler>()
            .AddSingleton<StartHandler>();
        return services.AddOnboardingOpenApi();
    }
}
