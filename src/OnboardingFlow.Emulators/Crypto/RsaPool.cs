using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace OnboardingFlow.Emulators.Crypto;

/// <summary>
/// One RSA key for many threads. <see cref="RSA"/> objects don't promise to be used by two threads at once, and a lock around a private-key
/// operation would leave a core idle: each caller takes an object of its own and gives it back.
/// </summary>
internal sealed class RsaPool
{
    private const int MaxKept = 32;

    private readonly ConcurrentBag<RSA> _idle = [];
    private readonly RSAParameters _parameters;

    private RsaPool(RSAParameters parameters) => _parameters = parameters;

    /// <summary>Modulus size in bits.</summary>
    internal int KeySize => _parameters.Modulus!.Length * 8;

    internal RSAParameters PublicParameters => new() { Modulus = _parameters.Modulus, Exponent = _parameters.Exponent };

    internal bool HasPrivateKey => _parameters.D is not null;

    internal static RsaPool Generate(int keySize = 2048)
    {
        using var rsa = RSA.Create(keySize);
        return new RsaPool(rsa.ExportParameters(includePrivateParameters: true));
    }

    /// <exception cref="CryptographicException">The numbers are no RSA key.</exception>
    internal static RsaPool From(RSAParameters parameters)
    {
        using var rsa = RSA.Create(parameters);
        return new RsaPool(parameters);
    }

    internal static RsaPool FromPkcs8(byte[] pkcs8)
    {
        using var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(pkcs8, out _);
        return new RsaPool(rsa.ExportParameters(includePrivateParameters: true));
    }

    /// <summary>From a public key or a certificate.</summary>
    /// <exception cref="ArgumentException">Not PEM.</exception>
    /// <exception cref="CryptographicException">PEM, but no RSA key.</exception>
    internal static RsaPool FromPublicPem(string pem)
    {
        using var rsa = pem.Contains("BEGIN CERTIFICATE", StringComparison.Ordinal)
            ? System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(pem).PublicKey.GetRSAPublicKey()
                ?? throw new CryptographicException("the certificate's key isn't RSA")
            : RSA.Create();
        if (!pem.Contains("BEGIN CERTIFICATE", StringComparison.Ordinal))
        {
            rsa.ImportFromPem(pem);
        }

        return new RsaPool(rsa.ExportParameters(includePrivateParameters: false));
    }

    internal byte[] ToPkcs8() => Use(static rsa => rsa.ExportPkcs8PrivateKey());

    internal string ToPublicPem() => Use(static rsa => rsa.ExportSubjectPublicKeyInfoPem());

    internal T Use<T>(Func<RSA, T> work)
    {
        if (!_idle.TryTake(out var rsa))
        {
            rsa = RSA.Create(_parameters);
        }

        try
        {
            return work(rsa);
        }
        finally
        {
            if (_idle.Count < MaxKept)
            {
                _idle.Add(rsa);
            }
            else
            {
                rsa.Dispose();
            }
        }
    }

    internal byte[] SignSha256(byte[] message) => Use(rsa => rsa.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    internal bool VerifySha256(byte[] message, byte[] signature) =>
        Use(rsa => rsa.VerifyData(message, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    internal byte[] Encrypt(byte[] plaintext, RSAEncryptionPadding padding) => Use(rsa => rsa.Encrypt(plaintext, padding));

    /// <exception cref="CryptographicException">Not encrypted to this key.</exception>
    internal byte[] Decrypt(byte[] ciphertext, RSAEncryptionPadding padding) => Use(rsa => rsa.Decrypt(ciphertext, padding));
}
