using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Activities;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Core;

/// <summary>What a host adds to have Core.</summary>
public static class CoreRegistration
{
    /// <summary>
    /// Adds Core's services and the settings of section <c>Onboarding</c>. The host adds the ports: keys and secrets (with <see cref="Ports.KeyNames"/> bound), data keys,
    /// index, engine.
    /// </summary>
    public static IServiceCollection AddOnboardingCore(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<OnboardingSettings>().ValidateOnStart();
        services.AddSingleton<IConfigureOptions<OnboardingSettings>>(new OnboardingSettingsReader(configuration));
        services.AddSingleton<RequestValidator>();
        services.AddSingleton<RequestReader>();
        services.AddSealing();
        services.AddWorkflows();
        return services;
    }
}
