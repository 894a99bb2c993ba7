using System.Net;
using System.Text;
using System.Text.Json;

namespace OnboardingFlow.Emulators.Tests;

/// <summary>Faults of calls, and what the call log says.</summary>
public sealed class FaultTests
{
    private const string Organization = "/v3/offlinefacemch/organizations?organization_id=O1000001";

    [Fact]
    public async Task Status_answers_so_without_the_effect_as_often_as_asked()
    {
        await using var test = await EmulatorTest.StartAsync();
        await test.FaultAsync("presign", "status", count: 2, status: 500, code: "SYSTEM_ERROR");
        for (var i = 0; i < 2; i++)
        {
            var failed = await test.PresignAsync("u1");
            Assert.Equal((500, "SYSTEM_ERROR"), (failed.Status, failed.Code));
            Assert.True(failed.IsSignedBy(test.PublicKey));
        }

        Assert.Equal(404, (await test.GetUserAsync("u1")).Status);
        Assert.Equal(200, (await test.PresignAsync("u1")).Status);
    }

    [Fact]
    public async Task Drop_before_has_no_effect_and_drop_after_has()
    {
        await using var test = await EmulatorTest.StartAsync();
        await test.FaultAsync("presign", "drop_before");
        await Assert.ThrowsAsync<HttpRequestException>(() => test.PresignAsync("u1"));
        Assert.Equal(404, (await test.GetUserAsync("u1")).Status);
        await test.FaultAsync("presign", "drop_after");
        await Assert.ThrowsAsync<HttpRequestException>(() => test.PresignAsync("u1"));
        Assert.Equal(200, (await test.GetUserAsync("u1")).Status);
        var calls = await CallsAsync(test);
        Assert.Equal(["drop_before", "drop_after"], calls.Where(c => c.GetProperty("status").GetInt32() == 0).Select(c => c.GetProperty("fault").GetString()));
    }

    [Fact]
    public async Task Throttle_is_429_with_Retry_After()
    {
        await using var test = await EmulatorTest.StartAsync();
        await test.FaultAsync("organization", "throttle", delayMs: 2500);
        var answer = await test.Merchant.CallAsync(HttpMethod.Get, Organization);
        Assert.Equal((429, "FREQUENCY_LIMITED", "3"), (answer.Status, answer.Code, answer.Headers["Retry-After"]));
    }

    [Fact]
    public async Task The_three_faults_of_the_answers_signature()
    {
        await using var test = await EmulatorTest.StartAsync();
        await test.FaultAsync("*", "bad_signature");
        var bad = await test.Merchant.CallAsync(HttpMethod.Get, Organization);
        Assert.Equal(test.PublicKey.Serial, bad.Serial);
        Assert.False(bad.IsSignedBy(test.PublicKey));
        await test.FaultAsync("*", "no_signature");
        Assert.DoesNotContain("Wechatpay-Signature", (await test.Merchant.CallAsync(HttpMethod.Get, Organization)).Headers.Keys);
        await test.FaultAsync("*", "unknown_serial");
        Assert.DoesNotContain((await test.Merchant.CallAsync(HttpMethod.Get, Organization)).Serial, test.Host.VerificationKeys.Select(k => k.Serial));
    }

    [Fact]
    public async Task Delay_waits_on_the_clock_and_then_does_it()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var test = await EmulatorTest.StartAsync(o => o with { TimeProvider = time });
        await test.FaultAsync("organization", "delay", delayMs: 60_000);
        var call = test.Merchant.CallAsync(HttpMethod.Get, Organization);
        while ((await test.Merchant.ControlJsonAsync(HttpMethod.Get, "faults")).GetArrayLength() > 0)
        {
            await Task.Yield();
        }

        Assert.False(call.IsCompleted);
        while (!call.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(30));
            await Task.Yield();
        }

        Assert.Equal(200, (await call).Status);
    }

    [Fact]
    public async Task A_call_with_a_bad_signature_uses_no_fault_up()
    {
        await using var test = await EmulatorTest.StartAsync();
        await test.FaultAsync("organization", "status", status: 503);
        Assert.Equal(401, (await test.Merchant.CallAsync(HttpMethod.Get, Organization, spoil: s => s with { Nonce = "other" })).Status);
        Assert.Equal(503, (await test.Merchant.CallAsync(HttpMethod.Get, Organization)).Status);
    }

    [Fact]
    public async Task Deleting_ends_faults_without_end()
    {
        await using var test = await EmulatorTest.StartAsync();
        await test.FaultAsync("organization", "status", count: 0, status: 503);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(503, (await test.Merchant.CallAsync(HttpMethod.Get, Organization)).Status);
        }

        using var deleted = await test.Merchant.ControlAsync(HttpMethod.Delete, "faults");
        Assert.Equal(200, (await test.Merchant.CallAsync(HttpMethod.Get, Organization)).Status);
    }

    [Theory]
    [InlineData("""{"on":"nothing","action":"status"}""")]
    [InlineData("""{"on":"presign","action":"explode"}""")]
    [InlineData("""{"on":"presign","action":"repeat"}""")]
    [InlineData("""{"on":"presign","action":"status","status":42}""")]
    [InlineData("""{"on":"presign","action":"status","count":-1}""")]
    [InlineData("""{"on":"presign","action":"delay","delay_ms":-1}""")]
    [InlineData("""{"on":"presign","action":"status","colour":"red"}""")]
    [InlineData("""{"on":"presign","on":"presign","action":"status"}""")]
    [InlineData("""{"action":"status"}""")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("")]
    public async Task A_wrong_fault_is_refused_with_the_reason(string body)
    {
        await using var test = await EmulatorTest.StartAsync();
        using var http = new HttpClient();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri(test.Host.WeChatPayAddress, "/_emulator/faults"), content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotEmpty(JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task The_call_log_tells_who_called_what_and_which_fields_were_encrypted_but_no_value()
    {
        await using var test = await EmulatorTest.StartAsync();
        await test.PresignAsync("u1", b => b["limit_bank_card"] = test.Card());
        await test.Merchant.CallAsync(HttpMethod.Get, Organization, spoil: s => s with { Nonce = "other" });
        var calls = await CallsAsync(test);
        Assert.Equal([1L, 2L], calls.Select(c => c.GetProperty("number").GetInt64()));
        var presign = calls[0];
        Assert.Equal(
            ["POST", "/v3/offlineface/contracts/presign", "presign", RawMerchant.MchId, test.Merchant.Serial, test.PublicKey.Serial],
            new[] { "method", "path", "operation", "mchid", "serial", "wechatpay_serial" }.Select(n => presign.GetProperty(n).GetString()));
        Assert.True(presign.GetProperty("signature_ok").GetBoolean());
        Assert.False(calls[1].GetProperty("signature_ok").GetBoolean());
        Assert.Equal(
            [
                "/facepay_user/identification_name", "/facepay_user/identification/identification_number", "/facepay_user/phone", "/limit_bank_card/bank_card_number",
                "/limit_bank_card/identification_name", "/limit_bank_card/identification/identification_number", "/limit_bank_card/phone",
            ],
            presign.GetProperty("encrypted_fields").EnumerateArray().Select(f => f.GetProperty("path").GetString()));
        var sha = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("13800138000"u8));
        Assert.Equal(sha, presign.GetProperty("encrypted_fields")[2].GetProperty("sha256").GetString());
        Assert.DoesNotContain("13800138000", presign.GetRawText());
        Assert.Single((await test.Merchant.ControlJsonAsync(HttpMethod.Get, "calls?after=1")).EnumerateArray());
    }

    private static async Task<List<JsonElement>> CallsAsync(EmulatorTest test) =>
        [.. (await test.Merchant.ControlJsonAsync(HttpMethod.Get, "calls?after=0")).EnumerateArray()];
}
