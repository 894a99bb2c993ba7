using OnboardingFlow.Core.Ports;
using OnboardingFlow.KeyVault.Connection;

namespace OnboardingFlow.KeyVault.Keys;

/// <summary>What is asked of the vault about keys: over REST here, by Azure's <c>CryptographyClient</c> in the Functions host. <see cref="VaultKeys"/> stands above.</summary>
/// <remarks>An implementation lets Azure.Core's exceptions through (<see cref="VaultKeys"/> makes the project's of them) and sends by <see cref="VaultConnection"/>'s rules.</remarks>
public interface IKeyOperations
{
    /// <summary>The public part of a version of a key, or of its newest.</summary>
    /// <param name="name">The key.</param>
    /// <param name="version">The version; empty for the newest.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<VaultPublicKey> GetAsync(string name, string version, CancellationToken cancellationToken);

    /// <summary>One private-key operation. It waits for the budget.</summary>
    /// <param name="key">Name and version.</param>
    /// <param name="operation">Which, and for whom.</param>
    /// <param name="value">SHA-256 digest or ciphertext.</param>
    /// <param name="cancellationToken">Cancels the wait and the call.</param>
    /// <returns>Signature (RS256), data key (RSA-OAEP-256) or plaintext (RSA-OAEP).</returns>
    Task<byte[]> RunAsync(KeyReference key, PrivateKeyOperation operation, ReadOnlyMemory<byte> value, CancellationToken cancellationToken);
}
