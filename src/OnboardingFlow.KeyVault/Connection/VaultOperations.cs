namespace OnboardingFlow.KeyVault.Connection;

/// <summary>Operations by the names that stand in their addresses.</summary>
internal static class VaultOperations
{
    public const string Get = "get";
    public const string Sign = "sign";
    public const string Unwrap = "unwrapkey";
    public const string Decrypt = "decrypt";

    /// <summary>Done here with the public key.</summary>
    public const string Wrap = "wrap";

    /// <summary>Done here with the public key.</summary>
    public const string Encrypt = "encrypt";
}
