namespace Azure.Security.KeyVault.Keys.Cryptography;

public readonly struct KeyWrapAlgorithm(string value)
{
    private readonly string _value = value;

    public static KeyWrapAlgorithm RsaOaep256 { get; } = new("RSA-OAEP-256");

    public override string ToString() => _value;
}
