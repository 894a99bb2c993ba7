namespace Azure.Security.KeyVault.Keys.Cryptography;

public readonly struct EncryptionAlgorithm(string value)
{
    private readonly string _value = value;

    public static EncryptionAlgorithm RsaOaep { get; } = new("RSA-OAEP");

    public override string ToString() => _value;
}
