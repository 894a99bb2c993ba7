using Microsoft.Extensions.Options;
using OnboardingFlow.Api.Health;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.KeyVault.Keys;

namespace OnboardingFlow.Functions.Http;

/// <summary>Key Vault gives the public parts of both keys (cached by the client).</summary>
internal sealed class KeyVaultReadiness(VaultKeys keys, IOptions<KeyNames> names) : IReadinessCheck
{
    /// <inheritdoc/>
    public string Name => "keyvault";

    /// <inheritdoc/>
    public async Task<ReadinessResult> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await keys.GetPublicKeyAsync(new KeyReference(names.Value.SigningKey), cancellationToken);
            await keys.GetPublicKeyAsync(new KeyReference(names.Value.SealingKey), cancellationToken);
            return default;
        }
        catch (ActivityException fault)
        {
            return new ReadinessResult(fault.Message);
        }
    }
}
