using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.KeyVault.Keys;

namespace OnboardingFlow.KeyVault;

/// <summary>Whether Key Vault gives what the host works with: both keys, enabled and within their dates, and the secrets.</summary>
public sealed class VaultReadiness(VaultKeys keys, ISecrets secrets, IOptions<KeyNames> names)
{
    /// <summary>Looks. Costs no private-key operation.</summary>
    /// <param name="signingKeyVersion">The version that signs now; empty for the newest.</param>
    /// <param name="cancellationToken">Cancels the look.</param>
    /// <exception cref="ActivityException">Something is missing, disabled, forbidden or out of reach; the text says how to put it right.</exception>
    public async Task CheckAsync(string signingKeyVersion, CancellationToken cancellationToken)
    {
        await keys.CheckAsync(new KeyReference(names.Value.SigningKey, signingKeyVersion), cancellationToken);
        await keys.CheckAsync(new KeyReference(names.Value.SealingKey), cancellationToken);
        await secrets.GetAsync(names.Value.FingerprintSecret, cancellationToken);
        await secrets.GetAsync(names.Value.ApiV3KeySecret, cancellationToken);
    }
}
