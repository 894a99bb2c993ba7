using System.Security.Cryptography;

namespace OnboardingFlow.KeyVault.Keys;

/// <summary>The public part of one version of an RSA key.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Parameters">Modulus and exponent.</param>
/// <param name="Enabled">Whether it was enabled when it was read.</param>
/// <param name="NotBefore">Not to be used before, or null.</param>
/// <param name="Expires">Not to be used from then on, or null.</param>
public sealed record VaultPublicKey(string Version, RSAParameters Parameters, bool Enabled, DateTimeOffset? NotBefore, DateTimeOffset? Expires)
{
    /// <summary>The key, to be disposed of by the caller. One for each use: RSA objects aren't made for several threads.</summary>
    public RSA Open() => RSA.Create(Parameters);
}
