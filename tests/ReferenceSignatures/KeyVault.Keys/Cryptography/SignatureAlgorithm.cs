namespace Azure.Security.KeyVault.Keys.Cryptography;

public readonly struct SignatureAlgorithm(string value)
{
    private readonly string _value = value;

    public static SignatureAlgorithm RS256 { get; } = new("RS256");

    public override string ToString() => _value;
}
