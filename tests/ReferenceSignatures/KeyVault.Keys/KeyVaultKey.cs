using ReferenceSignatures;

namespace Azure.Security.KeyVault.Keys;

public class KeyVaultKey
{
    public JsonWebKey Key => throw Signature.Only;

    public KeyType KeyType => throw Signature.Only;

    public KeyProperties Properties => throw Signature.Only;
}
