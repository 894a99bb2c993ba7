using Azure.Security.KeyVault.Keys;
using Microsoft.Extensions.DependencyInjection;
using OnboardingFlow.KeyVault.Connection;
using OnboardingFlow.KeyVault.Keys;

namespace OnboardingFlow.Functions.Keys;

/// <summary>Key Vault's keys by Azure's clients, under the connection, retries and signing budget that the vault's other calls have.</summary>
internal static class KeyVaultKeysRegistration
{
    public static IServiceCollection AddCryptographyClient(this IServiceCollection services) => services
        .AddSingleton(provider =>
        {
            var vault = provider.GetRequiredService<VaultConnection>();
            return new KeyClient(
                vault.Address, vault.Credential, vault.Govern(new KeyClientOptions { DisableChallengeResourceVerification = vault.Address.IsLoopback }));
        })
        .AddSingleton<IKeyOperations, CryptographyClientOperations>();
}
