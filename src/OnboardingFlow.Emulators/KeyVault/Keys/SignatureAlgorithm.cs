using System.Security.Cryptography;
using OnboardingFlow.Emulators.Crypto;

namespace OnboardingFlow.Emulators.KeyVault.Keys;

/// <summary>RS256 … PS512 over a digest.</summary>
internal sealed record SignatureAlgorithm(HashAlgorithmName Hash, int DigestBytes, RSASignaturePadding Padding)
{
    private static readonly Dictionary<string, SignatureAlgorithm> Known = new()
    {
        ["RS256"] = new(HashAlgorithmName.SHA256, 32, RSASignaturePadding.Pkcs1),
        ["RS384"] = new(HashAlgorithmName.SHA384, 48, RSASignaturePadding.Pkcs1),
        ["RS512"] = new(HashAlgorithmName.SHA512, 64, RSASignaturePadding.Pkcs1),
        ["PS256"] = new(HashAlgorithmName.SHA256, 32, RSASignaturePadding.Pss),
        ["PS384"] = new(HashAlgorithmName.SHA384, 48, RSASignaturePadding.Pss),
        ["PS512"] = new(HashAlgorithmName.SHA512, 64, RSASignaturePadding.Pss),
    };

    /// <exception cref="VaultException">400: unknown.</exception>
    internal static SignatureAlgorithm Find(string name) =>
        Known.GetValueOrDefault(name) ?? throw VaultException.BadParameter($"alg {name}: must be one of {string.Join(", ", Known.Keys)}");

    internal byte[] Sign(RsaPool key, byte[] digest)
    {
        RequireLength(digest);
        return key.Use(rsa => rsa.SignHash(digest, Hash, Padding));
    }

    internal bool Verify(RsaPool key, byte[] digest, byte[] signature)
    {
        RequireLength(digest);
        return key.Use(rsa => rsa.VerifyHash(digest, signature, Hash, Padding));
    }

    private void RequireLength(byte[] digest)
    {
        if (digest.Length != DigestBytes)
        {
            throw VaultException.BadParameter($"Invalid length of digest: {digest.Length} bytes instead of {DigestBytes}.");
        }
    }
}
