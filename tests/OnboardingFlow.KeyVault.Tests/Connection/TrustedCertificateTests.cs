using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using OnboardingFlow.KeyVault.Connection;
using OnboardingFlow.KeyVault.Tests.Support;

namespace OnboardingFlow.KeyVault.Tests.Connection;

public sealed class TrustedCertificateTests
{
    [Fact]
    public async Task The_trusted_certificate_is_accepted_for_its_own_name_only()
    {
        await using var vault = await StubVault.StartAsync(_ => Task.CompletedTask);
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(vault.CertificateFile);

        Assert.True(TrustedCertificate.Accepts(vault.CertificateFile, certificate, SslPolicyErrors.RemoteCertificateChainErrors));
        Assert.False(TrustedCertificate.Accepts(
            vault.CertificateFile, certificate, SslPolicyErrors.RemoteCertificateChainErrors | SslPolicyErrors.RemoteCertificateNameMismatch));
        Assert.False(TrustedCertificate.Accepts(vault.CertificateFile, null, SslPolicyErrors.RemoteCertificateNotAvailable));
    }

    [Fact]
    public async Task Another_certificate_is_not_accepted()
    {
        await using var vault = await StubVault.StartAsync(_ => Task.CompletedTask);
        await using var other = await StubVault.StartAsync(_ => Task.CompletedTask);
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(other.CertificateFile);

        Assert.False(TrustedCertificate.Accepts(vault.CertificateFile, certificate, SslPolicyErrors.RemoteCertificateChainErrors));
    }

    [Fact]
    public async Task Without_the_file_nothing_extra_is_accepted()
    {
        await using var vault = await StubVault.StartAsync(_ => Task.CompletedTask);
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(vault.CertificateFile);

        Assert.False(TrustedCertificate.Accepts(vault.CertificateFile + ".gone", certificate, SslPolicyErrors.RemoteCertificateChainErrors));
    }
}
