using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OnboardingFlow.WeChatPay.Keys;
using OnboardingFlow.WeChatPay.Settings;
using OnboardingFlow.WeChatPay.Tests.PublicVectors;

namespace OnboardingFlow.WeChatPay.Tests.Keys;

public sealed class PlatformKeyTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly RSA _rsa = RSA.Create(2048);

    [Fact]
    public void A_public_key_encrypts_before_any_certificate()
    {
        var set = new PlatformKeySet([Certificate("C1", 2030), Key("PUB_KEY_ID_1"), Key("PUB_KEY_ID_2")]);
        Assert.Equal("PUB_KEY_ID_1", set.Encrypting(_now)!.Serial);
    }

    [Fact]
    public void Among_certificates_the_one_that_ends_last_encrypts() =>
        Assert.Equal("C2", new PlatformKeySet([Certificate("C1", 2028), Certificate("C2", 2030), Certificate("C3", 2029)]).Encrypting(_now)!.Serial);

    [Fact]
    public void A_certificate_that_has_ended_neither_encrypts_nor_verifies()
    {
        var set = new PlatformKeySet([Certificate("C1", 2026)]);
        Assert.Null(set.Encrypting(_now));
        Assert.Null(set.Find("C1", _now));
    }

    [Fact]
    public void Old_and_new_keys_verify_side_by_side()
    {
        var set = new PlatformKeySet([Certificate("C1", 2028), Key("PUB_KEY_ID_1")]);
        Assert.NotNull(set.Find("C1", _now));
        Assert.NotNull(set.Find("PUB_KEY_ID_1", _now));
        Assert.Null(set.Find("c1", _now));
        Assert.Null(set.Find("PUB_KEY_ID_2", _now));
    }

    [Fact]
    public void A_certificate_gives_its_end_and_must_have_the_serial_it_is_listed_under()
    {
        var key = PlatformKeyReader.FromPem(GoNotification.Serial, GoNotification.Certificate);
        Assert.Equal(new DateTimeOffset(2031, 4, 25, 8, 55, 23, TimeSpan.Zero), key.EndsAt);
        var fault = Assert.Throws<CryptographicException>(() => PlatformKeyReader.FromPem("D7CE59D1F522D702", GoNotification.Certificate));
        Assert.Contains("D7CE59D1F522D701", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_key_an_elliptic_one_and_a_private_one_are_refused()
    {
        using var small = RSA.Create(1024);
        using var curve = ECDsa.Create();
        using var certificate = new CertificateRequest("CN=x", curve, HashAlgorithmName.SHA256).CreateSelfSigned(_now, _now.AddDays(1));
        foreach (var pem in (string[])[small.ExportSubjectPublicKeyInfoPem(), _rsa.ExportPkcs8PrivateKeyPem(), curve.ExportSubjectPublicKeyInfoPem(), "no pem"])
        {
            Assert.False(PlatformKeyReader.TryRead(new PublicKeyOptions { Serial = "PUB_KEY_ID_1", Pem = pem }, out _, out var error));
            Assert.StartsWith("('PUB_KEY_ID_1') can't be read", error, StringComparison.Ordinal);
        }

        Assert.False(PlatformKeyReader.TryRead(new PublicKeyOptions { Serial = certificate.SerialNumber, Pem = certificate.ExportCertificatePem() }, out _, out _));
    }

    private static PlatformKey Key(string serial) => new(serial, _rsa, null);

    private static PlatformKey Certificate(string serial, int endOfYear) => new(serial, _rsa, new DateTimeOffset(endOfYear, 1, 1, 0, 0, 0, TimeSpan.Zero));
}
