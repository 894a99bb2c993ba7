using OnboardingFlow.Api.Health;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.KeyVault;
using OnboardingFlow.WeChatPay.Keys;

namespace OnboardingFlow.Functions.Http;

/// <summary>Key Vault has both keys, usable, and the secrets.</summary>
internal sealed class KeyVaultReadiness(VaultReadiness vault, KeyReadiness keys) : IReadinessCheck
{
    /// <inheritdoc/>
    public string Name => "keyvault";

    /// <inheritdoc/>
    public async Task<ReadinessResult> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await vault.CheckAsync(keys.SigningKeyVersion, cancellationToken);
            return default;
        }
        catch (ActivityException fault)
        {
            return new ReadinessResult(fault.Message);
        }
    }
}
