namespace Azure.Security.KeyVault.Keys.Cryptography;

public class SignResult
{
    public byte[] Signature { get; internal set; } = [];
}
