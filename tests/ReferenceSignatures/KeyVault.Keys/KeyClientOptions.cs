using Azure.Core;

namespace Azure.Security.KeyVault.Keys;

public class KeyClientOptions : ClientOptions
{
    public bool DisableChallengeResourceVerification { get; set; }
}
