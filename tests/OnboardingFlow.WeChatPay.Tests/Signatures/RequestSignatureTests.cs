using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.WeChatPay.Keys;
using OnboardingFlow.WeChatPay.Signatures;
using OnboardingFlow.WeChatPay.Tests.Doubles;
using OnboardingFlow.WeChatPay.Tests.PublicVectors;

namespace OnboardingFlow.WeChatPay.Tests.Signatures;

public sealed class RequestSignatureTests
{
    // The example of WeChat Pay's own "signature generation" page: its message and the header that it leads to.
    private const string DocumentedMessage = "GET\n/v3/certificates\n1554208460\n593BEC0C930BF1AFEB40B4A08C8FB242\n\n";

    private static readonly SigningClass _anyone = new(SigningUrgency.PersonWaiting, "O1");

    [Fact]
    public async Task The_documented_request_is_signed_over_the_documented_message()
    {
        var vault = new MerchantVault();
        var header = await SignAsync(vault, "GET", "/v3/certificates", "");
        var signature = Between(header, "signature=\"", "\"");
        Assert.Equal(
            "WECHATPAY2-SHA256-RSA2048 mchid=\"1900009191\",nonce_str=\"593BEC0C930BF1AFEB40B4A08C8FB242\","
            + $"signature=\"{signature}\",timestamp=\"1554208460\",serial_no=\"408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB\"",
            header);
        Assert.True(vault.Key("7").VerifyData(
            Encoding.ASCII.GetBytes(DocumentedMessage), Convert.FromBase64String(signature), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public async Task Chinese_text_is_signed_as_the_bytes_that_are_sent()
    {
        const string body = """{"description":"Image形象店-深圳腾大-QQ公仔"}""";
        var vault = new MerchantVault();
        var signature = Between(await SignAsync(vault, "POST", "/v3/pay/transactions/jsapi", body), "signature=\"", "\"");
        var message = Encoding.UTF8.GetBytes($"POST\n/v3/pay/transactions/jsapi\n1554208460\n593BEC0C930BF1AFEB40B4A08C8FB242\n{body}\n");
        Assert.True(vault.Key("7").VerifyData(message, Convert.FromBase64String(signature), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public void The_public_signature_of_the_Java_SDK_comes_out_of_its_test_key()
    {
        using var key = RSA.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(JavaSdk.TestKeyPkcs8), out _);
        var digest = SHA256.HashData(Encoding.ASCII.GetBytes(JavaSdk.SignedMessage));
        Assert.Equal(JavaSdk.MessageSignature, Convert.ToBase64String(key.SignHash(digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));
    }

    [Fact]
    public void The_digest_covers_lines_and_body_and_the_last_line_feed()
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SignedText.Digest("GET\n/v3/certificates\n1554208460\n593BEC0C930BF1AFEB40B4A08C8FB242\n", [], digest);
        Assert.Equal(SHA256.HashData(Encoding.ASCII.GetBytes(DocumentedMessage)), digest.ToArray());
    }

    private static ValueTask<string> SignAsync(MerchantVault vault, string method, string path, string body) =>
        new RequestSigner(vault, Options.Create(new KeyNames()), TimeProvider.System).AuthorizeAsync(
            "1900009191",
            new MerchantKey("408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB", "7", DateTimeOffset.MinValue),
            method,
            path,
            Encoding.UTF8.GetBytes(body),
            1554208460,
            "593BEC0C930BF1AFEB40B4A08C8FB242",
            _anyone,
            TestContext.Current.CancellationToken);

    private static string Between(string text, string before, string after)
    {
        var start = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return text[start..text.IndexOf(after, start, StringComparison.Ordinal)];
    }
}
