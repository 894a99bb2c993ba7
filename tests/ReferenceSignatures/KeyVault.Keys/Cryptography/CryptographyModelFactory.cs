namespace Azure.Security.KeyVault.Keys.Cryptography;

public static class CryptographyModelFactory
{
    public static SignResult SignResult(string? keyId = null, byte[]? signature = null, SignatureAlgorithm algorithm = default) => new() { Signature = signature ?? [] };

    public static UnwrapResult UnwrapResult(string? keyId = null, byte[]? key = null, KeyWrapAlgorithm algorithm = default) => new() { Key = key ?? [] };

    public static DecryptResult DecryptResult(string? keyId = null, byte[]? plaintext = null, EncryptionAlgorithm algorithm = default) => new() { Plaintext = plaintext ?? [] };
}
