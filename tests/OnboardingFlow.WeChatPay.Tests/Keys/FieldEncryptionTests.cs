using System.Security.Cryptography;
using System.Text;
using CsCheck;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Sealing;
using OnboardingFlow.WeChatPay.Keys;
using OnboardingFlow.WeChatPay.Tests.PublicVectors;

namespace OnboardingFlow.WeChatPay.Tests.Keys;

public sealed class FieldEncryptionTests
{
    private static readonly RSA _rsa = TestKey();
    private static readonly FieldEncryption _encryption = new(new PlatformKey("PUB_KEY_ID_1", _rsa, null));

    [Fact]
    public void The_public_ciphertext_of_the_Java_SDK_opens_with_the_padding_used_here() =>
        Assert.Equal(JavaSdk.OaepPlaintext, Open(JavaSdk.OaepCiphertext));

    [Fact]
    public void What_is_encrypted_opens_with_the_private_key() =>
        Gen.String[0, 50].Where(s => !s.Any(char.IsSurrogate)).Sample(text => Open(_encryption.Encrypt(new Sensitive(text))) == text, iter: 50);

    [Fact]
    public void The_same_value_is_never_encrypted_to_the_same_text() =>
        Assert.NotEqual(_encryption.Encrypt(new Sensitive("张三")), _encryption.Encrypt(new Sensitive("张三")));

    [Fact]
    public void A_missing_value_stays_missing() => Assert.Null(_encryption.Encrypt(null));

    [Fact]
    public void A_value_too_long_for_the_key_is_refused_without_being_shown()
    {
        var fault = Assert.Throws<ActivityException>(() => _encryption.Encrypt(new Sensitive(new string('7', 215))));
        Assert.Equal(ErrorTypes.Configuration, fault.ErrorType);
        Assert.DoesNotContain("777", fault.Message, StringComparison.Ordinal);
    }

    private static string Open(string base64) => Encoding.UTF8.GetString(_rsa.Decrypt(Convert.FromBase64String(base64), FieldEncryption.Padding));

    private static RSA TestKey()
    {
        var key = RSA.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(JavaSdk.TestKeyPkcs8), out _);
        return key;
    }
}
