using System.Security.Cryptography;
using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Cli.Sealing;

/// <summary>The public part of the vault's sealing key: what is sealed with it, the host alone can open.</summary>
/// <param name="Pem">The key.</param>
/// <param name="Version">Its version in Key Vault.</param>
internal sealed record SealingKey(string Pem, string Version)
{
    private const int LongestVersion = 64;

    /// <summary>Seals a request's data.</summary>
    /// <exception cref="CliException">The key or the version is wrong.</exception>
    public string Seal(ReadOnlySpan<byte> data)
    {
        if (Version.Length is 0 or > LongestVersion || !Version.All(char.IsAsciiLetterOrDigit))
        {
            throw new CliException(ExitCodes.Usage, $"--key-version is wrong: a version has 1 to {LongestVersion} letters and digits. It is the last part of the key's id in Key Vault.");
        }

        try
        {
            return PublicKeySealer.SealRequest(Pem, Version, data);
        }
        catch (Exception problem) when (problem is ArgumentException or CryptographicException)
        {
            throw new CliException(ExitCodes.Usage, "--public-key is wrong: the file must be the PEM (BEGIN PUBLIC KEY) of the vault's sealing key, an RSA key.");
        }
    }
}
