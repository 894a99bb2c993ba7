using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Core.Sealing;

internal static class SealingRegistration
{
    public static IServiceCollection AddSealing(this IServiceCollection services)
    {
        services.AddOptions<KeyNames>();
        services.AddSingleton<DataKeyCache>();
        services.AddSingleton(provider => new Sealer(
            provider.GetRequiredService<IKeys>(),
            provider.GetRequiredService<IDataKeyStore>(),
            provider.GetRequiredService<DataKeyCache>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IOptions<KeyNames>>()));
        services.AddSingleton<KeyRewrapping>();
        services.AddSingleton(provider => new Fingerprints(
            provider.GetRequiredService<ISecrets>(), provider.GetRequiredService<IOptions<KeyNames>>()));
        return services;
    }
}
