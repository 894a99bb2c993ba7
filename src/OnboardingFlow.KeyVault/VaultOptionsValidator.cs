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
        var loopback = false;
        if (options.Address.Length == 0)
        {
            faults.Add("KeyVault:Address is missing: set the vault's address, such as https://name.vault.azure.net/");
        }
        else if (!Uri.TryCreate(options.Address, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps
            || address.AbsolutePath != "/" || address.Query.Length > 0 || address.UserInfo.Length > 0)
        {
            faults.Add($"KeyVault:Address is '{options.Address}': must be https://HOST[:PORT]/ without path (tokens are sent over TLS only)");
        }
        else
        {
            loopback = address.IsLoopback;
            CheckLoopbackOnly(options, loopback, faults);
        }

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

    private static void CheckLoopbackOnly(VaultOptions options, bool loopback, List<string> faults)
    {
        if (!loopback && options.Credential == VaultOptions.NoCredential)
        {
            faults.Add($"KeyVault:Credential is 'none' but KeyVault:Address '{options.Address}' is not a loopback address: use 'default'");
        }

        if (!loopback && options.TrustedCertificateFile.Length > 0)
        {
            faults.Add($"KeyVault:TrustedCertificateFile is set but KeyVault:Address '{options.Address}' is not a loopback address: remove it");
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
