using Azure.Core;
using Azure.Security.KeyVault.Keys.Cryptography;
using ReferenceSignatures;

namespace Azure.Security.KeyVault.Keys;

public class KeyClient
{
    public KeyClient(Uri vaultUri, TokenCredential credential, KeyClientOptions options)
    {
    }

    protected KeyClient()
    {
    }

    public virtual Task<Response<KeyVaultKey>> GetKeyAsync(string name, string? version = null, CancellationToken cancellationToken = default) => throw Signature.Only;

    public virtual CryptographyClient GetCryptographyClient(string keyName, string? keyVersion = null) => throw Signature.Only;
}
