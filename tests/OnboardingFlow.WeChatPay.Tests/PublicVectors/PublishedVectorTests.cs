using System.Security.Cryptography;
using OnboardingFlow.WeChatPay.Keys;
using OnboardingFlow.WeChatPay.Notifications;
using OnboardingFlow.WeChatPay.Signatures;

namespace OnboardingFlow.WeChatPay.Tests.PublicVectors;

/// <summary>
/// Each primitive against figures that nobody near WeChat Pay made, besides those of WeChat Pay's own SDKs in the tests of each part: RSA signatures and OAEP of Project Wycheproof,
/// OAEP of RSA Laboratories, AES-GCM of Wycheproof and of the cipher's own specification.
/// </summary>
public sealed class PublishedVectorTests
{
    [Fact]
    public void Ciphertexts_of_Wycheproof_open_or_are_refused_as_it_says()
    {
        var vectors = Wycheproof.Of("gcm").ToList();
        Assert.Equal((39, 27), (vectors.Count(v => v.Valid), vectors.Count(v => !v.Valid)));
        Assert.All(vectors, v => Assert.True(
            v.Valid == ResourceDecryptor.Open(v.Fields[0], v.Fields[1], v.Fields[4], v.Fields[2])?.AsSpan().SequenceEqual(v.Fields[3]) is true, $"AES-GCM {v.Id}"));
    }

    // "The Galois/Counter Mode of Operation" (McGrew and Viega), test case 16.
    [Fact]
    public void The_ciphertext_of_the_ciphers_specification_opens()
    {
        var plain = ResourceDecryptor.Open(
            Convert.FromHexString("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"),
            Convert.FromHexString("cafebabefacedbaddecaf888"),
            Convert.FromHexString(
                "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                + "76fc6ece0f4e1768cddf8853bb2d551b"),
            Convert.FromHexString("feedfacedeadbeeffeedfacedeadbeefabaddad2"));
        Assert.Equal(
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
            Convert.ToHexStringLower(plain!));
    }

    [Fact]
    public void Signatures_of_Wycheproof_hold_or_are_refused_as_it_says()
    {
        using var key = RSA.Create();
        key.ImportSubjectPublicKeyInfo(Wycheproof.Key("rsa-key"), out _);
        var vectors = Wycheproof.Of("rsa").ToList();
        Assert.Equal(7, vectors.Count(v => v.Valid));
        Assert.True(vectors.Count(v => !v.Valid) > 30);
        Assert.All(vectors, v => Assert.True(
            v.Valid == SignatureVerifier.Fits(key, SHA256.HashData(v.Fields[0]), Convert.ToBase64String(v.Fields[1])) is null, $"RSA signature {v.Id}"));
    }

    [Fact]
    public void Encrypted_values_of_Wycheproof_open_or_are_refused_as_it_says()
    {
        using var key = RSA.Create();
        key.ImportPkcs8PrivateKey(Wycheproof.Key("oaep-key"), out _);
        var vectors = Wycheproof.Of("oaep").ToList();
        Assert.True(vectors.Count(v => v.Valid) >= 10 && vectors.Count(v => !v.Valid) >= 10);
        Assert.All(vectors, v => Assert.True(v.Valid == Open(key, v.Fields[1])?.AsSpan().SequenceEqual(v.Fields[0]) is true, $"OAEP {v.Id}"));
    }

    [Fact]
    public void Encrypted_values_of_RSA_Laboratories_open()
    {
        using var key = RSA.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(RsaLaboratories.KeyPkcs8), out _);
        Assert.Equal(RsaLaboratories.Message1, Convert.ToHexStringLower(Open(key, Convert.FromBase64String(RsaLaboratories.Ciphertext1))!));
        Assert.Equal(RsaLaboratories.Message2, Convert.ToHexStringLower(Open(key, Convert.FromBase64String(RsaLaboratories.Ciphertext2))!));
    }

    private static byte[]? Open(RSA key, byte[] ciphertext)
    {
        try
        {
            return key.Decrypt(ciphertext, FieldEncryption.Padding);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
