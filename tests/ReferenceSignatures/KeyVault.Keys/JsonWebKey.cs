namespace Azure.Security.KeyVault.Keys;

public class JsonWebKey
{
    public byte[] N { get; set; } = [];

    public byte[] E { get; set; } = [];
}
