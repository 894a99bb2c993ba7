using System.Security.Cryptography;
using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Cli.Sealing;

/// <summary>The public part of the vault's sealing key: what is sealed with it, the host alone can open.</summary>
/// <param name="Pem">The key.</param>
/// <param name="Version">Its version in Key Vault.</param>
internal sealed record SealingKey(string Pem, string Version)
{
    /// <summary>Seals a request's data.</summary>
    /// <exception cref="CliException">The key or the version is wrong.</exception>
    public string Seal(ReadOnlySpan<byte> data)
    {
        try
        {
            return PublicKeySealer.SealRequest(Pem, Version, data);
        }
        catch (Exception problem) when (problem is ArgumentException or CryptographicException)
        {
            throw new CliException(ExitCodes.Usage, $"--public-key or --key-version is wrong: {problem.Message}");
        }
    }
}
