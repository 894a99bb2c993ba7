using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OnboardingFlow.KeyVault.Connection;

/// <summary>Trusts one certificate from a PEM file besides those that the machine trusts.</summary>
internal static class TrustedCertificate
{
    /// <summary>Reads the first certificate of a PEM file.</summary>
    public static X509Certificate2 Read(string file) => X509Certificate2.CreateFromPem(File.ReadAllText(file));

    /// <summary>
    /// Whether to accept a server's certificate: ordinarily valid, or for the right name and either the trusted certificate itself or issued by it. The
    /// file is read anew each time (once a connection), because an emulator that is started again writes another.
    /// </summary>
    public static bool Accepts(string file, X509Certificate? presented, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || presented is null)
        {
            return false;
        }

        try
        {
            using var trusted = Read(file);
            using var leaf = X509CertificateLoader.LoadCertificate(presented.GetRawCertData());
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.Add(trusted);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            return chain.Build(leaf);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            // The file is gone or half written: not trusted now; the handshake fails and is told as a certificate fault.
            return false;
        }
    }
}
