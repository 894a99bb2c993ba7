using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OnboardingFlow.Emulators.Tests;

/// <summary>The control API on bad input, and merchants that change over.</summary>
public sealed class ControlTests
{
    [Theory]
    [InlineData("PUT", "merchants/7", """{"certificate_serial":"AB","public_key_pem":"no pem","api_v3_key":"0123456789abcdef0123456789abcdef"}""", 400)]
    [InlineData("PUT", "merchants/7", """{"certificate_serial":"ab"}""", 400)]
    [InlineData("PUT", "merchants/1234567890", """{"api_v3_key":"short"}""", 400)]
    [InlineData("PUT", "merchants/1234567890", """{"notify_url":"http://example.org/n"}""", 400)]
    [InlineData("PUT", "merchants/1234567890", """{"notify_url":"https://example.org/n?id=1"}""", 400)]
    [InlineData("PUT", "merchants/1234567890", """{"notify_url":7}""", 400)]
    [InlineData("PUT", "organizations/O2", "{}", 400)]
    [InlineData("PUT", "organizations/2", """{"organization_name":"x"}""", 400)]
    [InlineData("PUT", "users/O404/u1", "{}", 404)]
    [InlineData("PUT", "users/O1000001/u1", """{"user_type":"PARENT"}""", 400)]
    [InlineData("PUT", "users/O1000001/u1", """{"status":"GONE"}""", 400)]
    [InlineData("PUT", "users/O1000001/u1", """{"user_name":"a\tb"}""", 400)]
    [InlineData("GET", "users/O1000001/u1", null, 404)]
    [InlineData("POST", "users/O1000001/u1/sign", """{"force":true}""", 404)]
    [InlineData("POST", "users/O1000001/u1/terminate", null, 404)]
    [InlineData("PUT", "settings", """{"clock_offset_s":86401}""", 400)]
    [InlineData("PUT", "settings", """{"token_lifetime_s":0}""", 400)]
    [InlineData("PUT", "settings", """{"token_lifetime_s":"60"}""", 400)]
    [InlineData("PUT", "settings", """{"sign_with":"nothing"}""", 400)]
    [InlineData("POST", "notifications/EV-0/resend", null, 404)]
    [InlineData("GET", "calls?after=x", null, 400)]
    public async Task Bad_input_is_refused_with_a_message(string method, string path, string? body, int expected)
    {
        await using var test = await EmulatorTest.StartAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(test.Host.WeChatPayAddress, "/_emulator/" + path));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(expected, (int)response.StatusCode);
        var error = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task A_body_above_the_limit_is_413()
    {
        await using var test = await EmulatorTest.StartAsync();
        using var huge = await test.Merchant.ControlAsync(HttpMethod.Put, "organizations/O2", new JsonObject { ["organization_name"] = new string('x', 300_000) });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, huge.StatusCode);
        var call = await test.Merchant.CallAsync(HttpMethod.Post, "/v3/offlineface/contracts/presign", new JsonObject { ["x"] = new string('x', 300_000) });
        Assert.Equal(413, call.Status);
    }

    [Fact]
    public async Task While_a_merchant_changes_over_the_old_certificate_and_the_new_are_taken()
    {
        await using var test = await EmulatorTest.StartAsync();
        const string target = "/v3/offlinefacemch/organizations?organization_id=O1000001";
        using var next = new RawMerchant(test.Host.WeChatPayAddress);
        Assert.Equal(401, (await next.CallAsync(HttpMethod.Get, target)).Status);
        await next.RegisterAsync();
        Assert.Equal(200, (await next.CallAsync(HttpMethod.Get, target)).Status);
        Assert.Equal(200, (await test.Merchant.CallAsync(HttpMethod.Get, target)).Status);
    }

    [Fact]
    public async Task The_keys_are_listed_with_their_kinds()
    {
        await using var test = await EmulatorTest.StartAsync();
        var keys = await test.Merchant.ControlJsonAsync(HttpMethod.Get, "keys");
        Assert.Equal(["public_key", "certificate"], keys.EnumerateArray().Select(k => k.GetProperty("kind").GetString()));
        Assert.Equal(test.Host.VerificationKeys.Select(k => k.Serial), keys.EnumerateArray().Select(k => k.GetProperty("serial").GetString()!));
        Assert.StartsWith("PUB_KEY_ID_", keys[0].GetProperty("serial").GetString());
    }

    [Fact]
    public async Task LocalHosts_settings_name_everything_that_was_seeded()
    {
        await using var test = await EmulatorTest.StartAsync();
        var host = test.Host;
        var settings = JsonDocument.Parse(await File.ReadAllTextAsync(host.LocalHostSettingsFile, TestContext.Current.CancellationToken)).RootElement;
        var weChatPay = settings.GetProperty("WeChatPay");
        var key = Assert.Single(weChatPay.GetProperty("MerchantKeys").EnumerateArray());
        Assert.Equal(
            [host.WeChatPayAddress.OriginalString, host.MchId, host.AppId, host.MerchantSerial, host.MerchantKeyVersion],
            new[] { weChatPay.GetProperty("BaseAddress"), weChatPay.GetProperty("MchId"), weChatPay.GetProperty("AppId"), key.GetProperty("Serial"), key.GetProperty("KeyVersion") }
                .Select(e => e.GetString()));
        Assert.Equal(host.VerificationKeys.Select(k => k.Pem), weChatPay.GetProperty("PublicKeys").EnumerateArray().Select(k => k.GetProperty("Pem").GetString()!));
        var vault = settings.GetProperty("KeyVault");
        Assert.Equal((host.TrustedCertificateFile, "none"), (vault.GetProperty("TrustedCertificateFile").GetString(), vault.GetProperty("Credential").GetString()));
    }
}
