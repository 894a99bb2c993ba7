using ReferenceSignatures;

namespace Azure.Security.KeyVault.Keys.Cryptography;

public class CryptographyClient
{
    protected CryptographyClient()
    {
    }

    public virtual Task<SignResult> SignAsync(SignatureAlgorithm algorithm, byte[] digest, CancellationToken cancellationToken = default) => throw Signature.Only;

    public virtual Task<UnwrapResult> UnwrapKeyAsync(KeyWrapAlgorithm algorithm, byte[] encryptedKey, CancellationToken cancellationToken = default) => throw Signature.Only;

    public virtual Task<DecryptResult> DecryptAsync(EncryptionAlgorithm algorithm, byte[] ciphertext, CancellationToken cancellationToken = default) => throw Signature.Only;
}
