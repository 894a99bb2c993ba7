using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace OnboardingFlow.Emulators.Tests;

/// <summary>The platform certificates and the self-test of signing.</summary>
public sealed class SecurityEndpointTests
{
    [Fact]
    public async Task The_platform_certificate_comes_encrypted_under_the_APIv3_key()
    {
        await using var test = await EmulatorTest.StartAsync();
        var item = (await test.Merchant.CallAsync(HttpMethod.Get, "/v3/certificates")).Json.GetProperty("data")[0];
        var resource = item.GetProperty("encrypt_certificate");
        var bytes = Convert.FromBase64String(resource.GetProperty("ciphertext").GetString()!);
        var plain = new byte[bytes.Length - 16];
        using var gcm = new AesGcm(Encoding.ASCII.GetBytes(RawMerchant.ApiV3Key), 16);
        gcm.Decrypt(Encoding.ASCII.GetBytes(resource.GetProperty("nonce").GetString()!), bytes.AsSpan(0, plain.Length), bytes.AsSpan(plain.Length), plain, "certificate"u8);
        using var certificate = X509Certificate2.CreateFromPem(Encoding.ASCII.GetString(plain));
        Assert.Equal(item.GetProperty("serial_no").GetString(), certificate.SerialNumber);
        Assert.Equal(test.Certificate.Pem, Encoding.ASCII.GetString(plain));
        Assert.Matches("^[0-9A-F]{40}$", certificate.SerialNumber);
    }

    [Theory]
    [InlineData(SigningKeyKind.PublicKey)]
    [InlineData(SigningKeyKind.Certificate)]
    public async Task An_echo_and_its_callback_are_signed_with_the_kind_of_key_that_the_header_names(SigningKeyKind kind)
    {
        await using var merchant = await MerchantEndpoint.StartAsync();
        await using var test = await EmulatorTest.StartAsync();
        var key = test.Host.VerificationKeys.Single(k => k.Kind == kind);
        var body = new JsonObject { ["echo_message"] = "你好", ["encrypted_echo_message"] = test.Encrypt("secret", key), ["notify_url"] = merchant.Url };
        var answer = await test.Merchant.CallAsync(HttpMethod.Post, "/v3/security/echo", body, key.Serial);
        Assert.True(answer.IsSignedBy(key));
        Assert.Equal("你好", answer.Json.GetProperty("echo_message").GetString());
        Assert.Equal("secret", RawMerchant.Decrypt(answer.Json.GetProperty("encrypted_echo_message").GetString()!));
        var callback = await merchant.NextAsync();
        Assert.True(callback.Message.IsSignedBy(key));
        Assert.Equal("SECURITY_ECHO.SUCCESS", callback.Json.GetProperty("event_type").GetString());
        Assert.Equal("security", callback.Json.GetProperty("resource").GetProperty("original_type").GetString());
        var plain = callback.Open(RawMerchant.ApiV3Key);
        Assert.Equal("你好", plain.GetProperty("echo_message").GetString());
        Assert.Equal("secret", RawMerchant.Decrypt(plain.GetProperty("encrypt_echo_message").GetString()!));
    }

    [Fact]
    public async Task An_echo_without_the_header_or_with_mixed_keys_is_refused()
    {
        await using var test = await EmulatorTest.StartAsync();
        Assert.Equal(400, (await test.Merchant.CallAsync(HttpMethod.Post, "/v3/security/echo", new JsonObject { ["echo_message"] = "x" })).Status);
        var mixed = new JsonObject { ["echo_message"] = "x", ["encrypted_echo_message"] = test.Encrypt("secret", test.Certificate) };
        Assert.Equal(400, (await test.Merchant.CallAsync(HttpMethod.Post, "/v3/security/echo", mixed, test.PublicKey.Serial)).Status);
    }
}
