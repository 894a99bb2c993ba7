namespace Azure.Security.KeyVault.Keys.Cryptography;

public class DecryptResult
{
    public byte[] Plaintext { get; internal set; } = [];
}
