namespace OnboardingFlow.KeyVault;

/// <summary>Where Key Vault is and how to get in; configuration section <c>KeyVault</c>, beside <see cref="Core.Ports.KeyNames"/>.</summary>
public sealed class VaultOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "KeyVault";

    /// <summary>The vault's (or managed HSM's) address, such as <c>https://name.vault.azure.net/</c>.</summary>
    public string Address { get; set; } = "";

    /// <summary>The address of the vault that holds the secrets; empty for <see cref="Address"/>. A managed HSM holds keys only, so beside one it is needed.</summary>
    public string SecretsAddress { get; set; } = "";

    /// <summary><see cref="DefaultCredential"/>, or <see cref="NoCredential"/> for a loopback address.</summary>
    public string Credential { get; set; } = DefaultCredential;

    /// <summary>PEM file of the one extra certificate to trust for a loopback address; empty for none.</summary>
    public string TrustedCertificateFile { get; set; } = "";

    /// <summary>Azure.Identity's default chain: environment, workload identity, managed identity, developer tools.</summary>
    public const string DefaultCredential = "default";

    /// <summary>A fixed token that proves nothing: for the emulator.</summary>
    public const string NoCredential = "none";

    internal Uri Vault => new(Address, UriKind.Absolute);

    internal Uri SecretsVault => SecretsAddress.Length == 0 ? Vault : new(SecretsAddress, UriKind.Absolute);
}
