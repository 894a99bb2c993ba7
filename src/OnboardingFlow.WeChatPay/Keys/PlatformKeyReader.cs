using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OnboardingFlow.WeChatPay.Settings;

namespace OnboardingFlow.WeChatPay.Keys;

/// <summary>Reads WeChat Pay's keys from PEM.</summary>
internal static class PlatformKeyReader
{
    private const int MinKeyBits = 2048;
    private const int MaxPemLength = 64 * 1024;

    public static PlatformKey Read(PublicKeyOptions options) =>
        TryRead(options, out var key, out var error) ? key : throw new InvalidOperationException($"A key of WeChatPay:PublicKeys {error}");

    public static bool TryRead(PublicKeyOptions options, [NotNullWhen(true)] out PlatformKey? key, [NotNullWhen(false)] out string? error)
    {
        key = null;
        if (string.IsNullOrWhiteSpace(options.Serial) || options.Serial.Length > 128)
        {
            error = "has no Serial: give the public key's id (PUB_KEY_ID_…) or the certificate's serial.";
            return false;
        }

        if (string.IsNullOrWhiteSpace(options.Pem) == string.IsNullOrWhiteSpace(options.PemFile))
        {
            error = $"('{options.Serial}') needs either Pem or PemFile.";
            return false;
        }

        try
        {
            key = FromPem(options.Serial, string.IsNullOrWhiteSpace(options.Pem) ? ReadFile(options.PemFile!) : options.Pem);
            error = null;
            return true;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            error = $"('{options.Serial}') can't be read: {e.Message}";
            return false;
        }
    }

    /// <summary>Reads a certificate or a public key.</summary>
    /// <exception cref="CryptographicException">It is neither, not RSA, too short, or another certificate than the serial says.</exception>
    /// <exception cref="ArgumentException">It isn't PEM.</exception>
    public static PlatformKey FromPem(string serial, string pem)
    {
        var (rsa, endsAt) = pem.Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal) ? FromCertificate(serial, pem) : (FromPublicKey(pem), null);
        if (rsa.KeySize < MinKeyBits)
        {
            throw new CryptographicException($"The key has {rsa.KeySize} bits; at least {MinKeyBits} are needed.");
        }

        return new PlatformKey(serial, rsa, endsAt);
    }

    private static (RSA Rsa, DateTimeOffset? EndsAt) FromCertificate(string serial, string pem)
    {
        using var certificate = X509Certificate2.CreateFromPem(pem);
        if (!certificate.SerialNumber.TrimStart('0').Equals(serial.TrimStart('0'), StringComparison.Ordinal))
        {
            throw new CryptographicException($"The certificate's serial is {certificate.SerialNumber}.");
        }

        var rsa = certificate.GetRSAPublicKey() ?? throw new CryptographicException("The certificate's key isn't RSA.");
        return (rsa, new DateTimeOffset(certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero));
    }

    private static RSA FromPublicKey(string pem)
    {
        if (pem.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            throw new CryptographicException("It is a private key; WeChat Pay's public key is needed.");
        }

        var rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        return rsa;
    }

    private static string ReadFile(string path)
    {
        var file = new FileInfo(path);
        return file.Length <= MaxPemLength ? File.ReadAllText(path) : throw new IOException($"{path} is longer than {MaxPemLength} bytes.");
    }
}
