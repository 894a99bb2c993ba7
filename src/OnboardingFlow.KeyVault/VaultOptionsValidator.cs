using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using OnboardingFlow.KeyVault.Connection;

namespace OnboardingFlow.KeyVault;

/// <summary>One line for each wrong or missing setting of section <c>KeyVault</c>.</summary>
internal sealed class VaultOptionsValidator : IValidateOptions<VaultOptions>
{
    public ValidateOptionsResult Validate(string? name, VaultOptions options)
    {
        var faults = new List<string>();
        var address = AddressOf("Address", options.Address, faults);
        if (options.Address.Length == 0)
        {
            faults.Add("KeyVault:Address is missing: set the vault's address, such as https://name.vault.azure.net/");
        }

        var secrets = AddressOf("SecretsAddress", options.SecretsAddress, faults);
        if (address is not null && VaultObject.IsHsm(secrets ?? address) && (secrets is not null || options.SecretsAddress.Length == 0))
        {
            faults.Add("KeyVault:SecretsAddress must name a vault: a managed HSM holds keys only, no secrets, such as https://name.vault.azure.net/");
        }

        CheckLoopbackOnly(options, "Address", address, faults);
        CheckLoopbackOnly(options, "SecretsAddress", secrets, faults);
        var loopback = address is { IsLoopback: true } && secrets is null or { IsLoopback: true };
        if (options.Credential is not (VaultOptions.DefaultCredential or VaultOptions.NoCredential))
        {
            faults.Add($"KeyVault:Credential is '{options.Credential}': must be 'default' (Azure.Identity) or 'none' (a fixed token, loopback only)");
        }

        if (loopback && options.TrustedCertificateFile.Length > 0 && CertificateFault(options.TrustedCertificateFile) is { } fault)
        {
            faults.Add(fault);
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    /// <summary>Null when there is none, or a wrong one.</summary>
    private static Uri? AddressOf(string setting, string text, List<string> faults)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
            && address.AbsolutePath == "/" && address.Query.Length == 0 && address.UserInfo.Length == 0)
        {
            return address;
        }

        faults.Add($"KeyVault:{setting} is '{text}': must be https://HOST[:PORT]/ without path (tokens are sent over TLS only)");
        return null;
    }

    private static void CheckLoopbackOnly(VaultOptions options, string setting, Uri? address, List<string> faults)
    {
        if (address is null or { IsLoopback: true })
        {
            return;
        }

        if (options.Credential == VaultOptions.NoCredential)
        {
            faults.Add($"KeyVault:Credential is 'none' but KeyVault:{setting} '{address}' is not a loopback address: use 'default'");
        }

        if (options.TrustedCertificateFile.Length > 0)
        {
            faults.Add($"KeyVault:TrustedCertificateFile is set but KeyVault:{setting} '{address}' is not a loopback address: remove it");
        }
    }

    private static string? CertificateFault(string file)
    {
        try
        {
            TrustedCertificate.Read(file).Dispose();
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return $"KeyVault:TrustedCertificateFile '{file}' can't be read as a PEM certificate: {error.Message}";
        }
    }
}
