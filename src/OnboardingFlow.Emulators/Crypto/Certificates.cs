using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OnboardingFlow.Emulators.Crypto;

/// <summary>The two self-signed certificates that the emulators make for themselves.</summary>
internal static class Certificates
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(5 * 365);

    /// <summary>Key Vault's TLS certificate for 127.0.0.1 and localhost. It is its own authority, so that trusting the one PEM is enough for every client.</summary>
    internal static X509Certificate2 CreateTls(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=OnboardingFlow Key Vault emulator", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(now - TimeSpan.FromDays(1), now + Life);
    }

    /// <summary>WeChat Pay's platform certificate; its serial has 40 hex digits.</summary>
    internal static X509Certificate2 CreatePlatform(RSA key, DateTimeOffset now)
    {
        var request = new CertificateRequest("CN=WeChat Pay emulator platform certificate", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var generator = X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1);
        return request.Create(request.SubjectName, generator, now - TimeSpan.FromDays(1), now + Life, SerialBytes());
    }

    /// <summary>A certificate's serial as WeChat Pay writes it: 40 upper-case hex digits.</summary>
    internal static string NewSerial() => Convert.ToHexString(SerialBytes());

    private static byte[] SerialBytes()
    {
        var serial = RandomNumberGenerator.GetBytes(20);
        serial[0] = (byte)((serial[0] & 0x3F) | 0x40);
        return serial;
    }
}
