using System.Collections.Concurrent;
using System.Security.Cryptography;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Keys;
using Azure.Security.KeyVault.Keys.Cryptography;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.KeyVault.Connection;
using OnboardingFlow.KeyVault.Keys;

namespace OnboardingFlow.Functions.Keys;

/// <summary>Key Vault's keys by Azure's own clients: every private-key operation names the key's version and is done in the vault.</summary>
internal sealed class CryptographyClientOperations(KeyClient keys) : IKeyOperations
{
    /// <summary>How many versions' clients are kept; each asks for its public key once. Beyond it all are made anew.</summary>
    internal const int KeptClients = 64;

    private const int LeastBits = 2048;

    private readonly ConcurrentDictionary<KeyReference, CryptographyClient> _clients = new();

    /// <inheritdoc/>
    public async Task<VaultPublicKey> GetAsync(string name, string version, CancellationToken cancellationToken)
    {
        KeyVaultKey key = await keys.GetKeyAsync(name, version.Length == 0 ? null : version, cancellationToken);
        if ((key.KeyType != KeyType.Rsa && key.KeyType != KeyType.RsaHsm) || key.Key.N.Length * 8 < LeastBits)
        {
            throw new ActivityException(
                ErrorTypes.Configuration,
                $"Key Vault key '{name}' is {key.KeyType} of {(key.Key.N?.Length ?? 0) * 8} bits: it must be an RSA key of at least {LeastBits} bits. Make another, or correct its name in section KeyVault");
        }

        return new VaultPublicKey(
            key.Properties.Version,
            new RSAParameters { Modulus = key.Key.N, Exponent = key.Key.E },
            key.Properties.Enabled ?? true,
            key.Properties.NotBefore,
            key.Properties.ExpiresOn);
    }

    /// <inheritdoc/>
    public async Task<byte[]> RunAsync(KeyReference key, PrivateKeyOperation operation, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var client = ClientOf(key);

        // The budget's policy finds the operation in the message.
        using var scope = HttpPipeline.CreateHttpMessagePropertiesScope(new Dictionary<string, object?> { [PrivateKeyOperation.Property] = operation });
        var input = value.ToArray();
        return operation.Name switch
        {
            VaultOperations.Sign => (await client.SignAsync(SignatureAlgorithm.RS256, input, cancellationToken)).Signature,
            VaultOperations.Unwrap => (await client.UnwrapKeyAsync(KeyWrapAlgorithm.RsaOaep256, input, cancellationToken)).Key,
            VaultOperations.Decrypt => (await client.DecryptAsync(EncryptionAlgorithm.RsaOaep, input, cancellationToken)).Plaintext,
            _ => throw new ArgumentException($"'{operation.Name}' is no operation with a private key", nameof(operation)),
        };
    }

    private CryptographyClient ClientOf(KeyReference key)
    {
        if (_clients.TryGetValue(key, out var known))
        {
            return known;
        }

        if (_clients.Count >= KeptClients)
        {
            _clients.Clear();
        }

        return _clients.GetOrAdd(key, wanted => keys.GetCryptographyClient(wanted.Name, wanted.Version));
    }
}
