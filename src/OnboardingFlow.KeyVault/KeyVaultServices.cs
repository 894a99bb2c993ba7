using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.KeyVault.Budget;
using OnboardingFlow.KeyVault.Connection;
using OnboardingFlow.KeyVault.Keys;
using OnboardingFlow.KeyVault.Secrets;

namespace OnboardingFlow.KeyVault;

/// <summary>Registers the Key Vault client.</summary>
public static class KeyVaultServices
{
    /// <summary>
    /// Registers <see cref="IKeys"/>, <see cref="ISecrets"/>, <see cref="ISigningBudget"/> and the options <see cref="KeyNames"/>, <see cref="VaultOptions"/>
    /// and <see cref="BudgetOptions"/> from sections <c>KeyVault</c> and <c>Budget</c>, which are checked when the host starts. Wants logging. Calls go over REST
    /// unless the host has registered another <see cref="IKeyOperations"/> before.
    /// </summary>
    public static IServiceCollection AddKeyVault(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<KeyNames>().Bind(configuration.GetSection(KeyNames.Section)).ValidateOnStart();
        services.AddOptions<VaultOptions>().Bind(configuration.GetSection(VaultOptions.Section)).ValidateOnStart();
        services.AddOptions<BudgetOptions>().Bind(configuration.GetSection(BudgetOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<KeyNames>, KeyNamesValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<VaultOptions>, VaultOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BudgetOptions>, BudgetOptionsValidator>());

        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SigningBudget>();
        services.TryAddSingleton<ISigningBudget>(provider => provider.GetRequiredService<SigningBudget>());
        services.TryAddSingleton<VaultMetrics>();
        services.TryAddSingleton(provider => new VaultConnection(
            provider.GetRequiredService<IOptions<VaultOptions>>(),
            provider.GetRequiredService<IOptions<RetryStart>>(),
            provider.GetRequiredService<SigningBudget>(),
            provider.GetRequiredService<VaultMetrics>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<VaultConnection>>()));
        services.TryAddSingleton<IKeyOperations, KeyOperations>();
        services.TryAddSingleton(provider => new VaultKeys(
            provider.GetRequiredService<IKeyOperations>(),
            provider.GetRequiredService<VaultConnection>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<VaultKeys>>()));
        services.TryAddSingleton<IKeys>(provider => provider.GetRequiredService<VaultKeys>());
        services.TryAddSingleton<ISecrets, VaultSecrets>();
        services.TryAddSingleton<VaultReadiness>();
        return services;
    }
}
