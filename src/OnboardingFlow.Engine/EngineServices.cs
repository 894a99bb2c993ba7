using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.Hosting;

namespace OnboardingFlow.Engine;

/// <summary>Registration of the embedded engine.</summary>
public static class EngineServices
{
    /// <summary>
    /// Adds the engine with options from configuration section <c>Engine</c>, its client as <see cref="IEngineClient"/>, and its start and stop with the host.
    /// A <see cref="DurableRegistry"/> must be registered; it is asked for at the start only, so activities may depend on <see cref="IEngineClient"/>.
    /// </summary>
    public static IServiceCollection AddDurableEngine(this IServiceCollection services)
    {
        services.AddOptions<EngineOptions>().BindConfiguration("Engine").ValidateOnStart();
        services.AddSingleton<IValidateOptions<EngineOptions>, EngineOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new DurableEngine(
            provider.GetRequiredService<IOptions<EngineOptions>>().Value,
            provider.GetRequiredService<DurableRegistry>,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>(),
            provider.GetService<IMeterFactory>()));
        services.AddSingleton<IEngineClient>(provider => provider.GetRequiredService<DurableEngine>().Client);
        services.AddHostedService<EngineHostedService>();
        return services;
    }
}
