namespace OnboardingFlow.KeyVault.Connection;

/// <summary>Operations by the names that stand in their addresses.</summary>
public static class VaultOperations
{
    /// <summary>Reads the public part.</summary>
    public const string Get = "get";

    /// <summary>Signs a digest (RS256).</summary>
    public const string Sign = "sign";

    /// <summary>Unwraps a data key (RSA-OAEP-256).</summary>
    public const string Unwrap = "unwrapkey";

    /// <summary>Decrypts (RSA-OAEP).</summary>
    public const string Decrypt = "decrypt";

    /// <summary>Done here with the public key.</summary>
    public const string Wrap = "wrap";

    /// <summary>Done here with the public key.</summary>
    public const string Encrypt = "encrypt";
}
