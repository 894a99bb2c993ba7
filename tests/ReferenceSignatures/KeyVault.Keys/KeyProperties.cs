using ReferenceSignatures;

namespace Azure.Security.KeyVault.Keys;

public class KeyProperties
{
    public string Version => throw Signature.Only;

    public bool? Enabled { get; set; }

    public DateTimeOffset? NotBefore { get; set; }

    public DateTimeOffset? ExpiresOn { get; set; }
}
