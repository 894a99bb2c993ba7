namespace Azure.Security.KeyVault.Keys.Cryptography;

public class UnwrapResult
{
    public byte[] Key { get; internal set; } = [];
}
