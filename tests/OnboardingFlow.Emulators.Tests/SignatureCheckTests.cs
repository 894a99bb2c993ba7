using System.Globalization;
using System.Text.Json.Nodes;

namespace OnboardingFlow.Emulators.Tests;

/// <summary>What WeChat Pay checks of every Authorization header.</summary>
public sealed class SignatureCheckTests
{
    private const string Target = "/v3/offlinefacemch/organizations?organization_id=O1000001";

    public static TheoryData<string> Spoilers => [.. Spoiled.Keys];

    private static readonly Dictionary<string, Func<RawSignature, RawSignature>> Spoiled = new()
    {
        ["no header"] = s => s with { NoHeader = true },
        ["other scheme"] = s => s with { Scheme = "Bearer" },
        ["no mchid"] = s => s with { Leave = "mchid" },
        ["no nonce"] = s => s with { Leave = "nonce_str" },
        ["no signature"] = s => s with { Leave = "signature" },
        ["no timestamp"] = s => s with { Leave = "timestamp" },
        ["no serial"] = s => s with { Leave = "serial_no" },
        ["unknown merchant"] = s => s with { MchId = "1111111111" },
        ["unknown serial"] = s => s with { Serial = "00FF" },
        ["lower-case serial"] = s => s with { Serial = s.Serial.ToLowerInvariant() },
        ["signature not Base64"] = s => s with { Signature = "WECHATPAY/SIGNTEST/" + s.Signature },
        ["signature of other bytes"] = s => s with { Signature = Convert.ToBase64String(new byte[256]) },
        ["short signature"] = s => s with { Signature = "AAAA" },
        ["nonce changed"] = s => s with { Nonce = s.Nonce + "0" },
        ["timestamp changed"] = s => s with { Timestamp = (long.Parse(s.Timestamp, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture) },
        ["timestamp no number"] = s => s with { Timestamp = "now" },
    };

    [Theory]
    [MemberData(nameof(Spoilers))]
    public async Task A_spoiled_Authorization_header_is_refused_with_SIGN_ERROR(string how)
    {
        await using var test = await EmulatorTest.StartAsync();
        var answer = await test.Merchant.CallAsync(HttpMethod.Get, Target, spoil: Spoiled[how]);
        Assert.Equal((401, "SIGN_ERROR"), (answer.Status, answer.Code));
        Assert.DoesNotContain("Wechatpay-Signature", answer.Headers.Keys);
        Assert.NotEmpty(answer.Headers["Request-ID"]);
    }

    [Fact]
    public async Task A_good_signature_is_taken_and_the_answer_is_signed()
    {
        await using var test = await EmulatorTest.StartAsync();
        var answer = await test.Merchant.CallAsync(HttpMethod.Get, Target);
        Assert.Equal(200, answer.Status);
        Assert.Equal(EmulatorTest.OrganizationName, answer.Json.GetProperty("organization_name").GetString());
        Assert.True(answer.IsSignedBy(test.PublicKey));
        Assert.NotEmpty(answer.Headers["Request-ID"]);
    }

    [Theory]
    [InlineData("no accept", 400)]
    [InlineData("accept html", 400)]
    [InlineData("accept anything", 200)]
    [InlineData("no user agent", 400)]
    public async Task A_call_says_who_it_is_and_that_it_takes_JSON(string what, int expected)
    {
        await using var test = await EmulatorTest.StartAsync();
        var answer = await test.Merchant.CallAsync(HttpMethod.Get, Target, change: request =>
        {
            request.Headers.Remove(what == "no user agent" ? "User-Agent" : "Accept");
            _ = what is "accept html" && request.Headers.TryAddWithoutValidation("Accept", "text/html");
            _ = what is "accept anything" && request.Headers.TryAddWithoutValidation("Accept", "text/html, */*;q=0.8");
        });
        Assert.Equal(expected, answer.Status);
        Assert.Equal(expected == 400 ? "INVALID_REQUEST" : null, expected == 400 ? answer.Code : null);
    }

    [Theory]
    [InlineData("application/json", 404)]
    [InlineData("application/json; charset=utf-8", 404)]
    [InlineData("application/json; charset=gbk", 400)]
    [InlineData("text/plain", 400)]
    [InlineData(null, 400)]
    public async Task A_body_is_said_to_be_JSON(string? type, int expected)
    {
        await using var test = await EmulatorTest.StartAsync();
        var body = new JsonObject { ["out_user_id"] = "u1", ["organization_id"] = EmulatorTest.Organization };
        var answer = await test.Merchant.CallAsync(HttpMethod.Post, "/v3/offlineface/repayment-url", body, change: request =>
        {
            request.Content!.Headers.Remove("Content-Type");
            _ = type is not null && request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        });
        Assert.Equal(expected, answer.Status);
    }

    [Fact]
    public async Task A_nonce_can_be_used_once()
    {
        await using var test = await EmulatorTest.StartAsync();
        var signature = test.Merchant.Sign("GET", Target, "");
        Assert.Equal(200, (await test.Merchant.CallAsync(HttpMethod.Get, Target, spoil: _ => signature)).Status);
        Assert.Equal(401, (await test.Merchant.CallAsync(HttpMethod.Get, Target, spoil: _ => signature)).Status);
    }

    [Theory]
    [InlineData(-299, 200)]
    [InlineData(299, 200)]
    [InlineData(-301, 401)]
    [InlineData(302, 401)]
    public async Task A_clock_may_be_five_minutes_off(int seconds, int expected)
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var test = await EmulatorTest.StartAsync(o => o with { TimeProvider = time });
        var signature = test.Merchant.Sign("GET", Target, "", time.GetUtcNow().ToUnixTimeSeconds() + seconds);
        Assert.Equal(expected, (await test.Merchant.CallAsync(HttpMethod.Get, Target, spoil: _ => signature)).Status);
    }

    [Fact]
    public async Task Its_clock_can_be_set_off_and_right_again()
    {
        await using var test = await EmulatorTest.StartAsync();
        await test.Merchant.ControlJsonAsync(HttpMethod.Put, "settings", new JsonObject { ["clock_offset_s"] = -600 });
        Assert.Equal(401, (await test.Merchant.CallAsync(HttpMethod.Get, Target)).Status);

        await test.Merchant.ControlJsonAsync(HttpMethod.Put, "settings", new JsonObject { ["clock_offset_s"] = 0 });
        Assert.Equal(200, (await test.Merchant.CallAsync(HttpMethod.Get, Target)).Status);
    }

    [Fact]
    public async Task The_signature_is_over_path_and_query_as_sent()
    {
        await using var test = await EmulatorTest.StartAsync();
        const string encoded = "/v3/offlinefacemch/organizations?organization_name=%E5%8C%97%E4%BA%AC%E5%B8%82%E6%B5%B7%E6%B7%80%E5%8C%BA%E5%AE%9E%E9%AA%8C%E5%B0%8F%E5%AD%A6";
        Assert.Equal(200, (await test.Merchant.CallAsync(HttpMethod.Get, encoded)).Status);
        var decoded = test.Merchant.Sign("GET", Uri.UnescapeDataString(encoded), "");
        Assert.Equal(401, (await test.Merchant.CallAsync(HttpMethod.Get, encoded, spoil: _ => decoded)).Status);
    }

    [Fact]
    public async Task A_body_that_was_written_anew_after_signing_is_refused()
    {
        await using var test = await EmulatorTest.StartAsync();
        var body = new JsonObject { ["out_user_id"] = "u1", ["organization_id"] = EmulatorTest.Organization };
        var answer = await test.Merchant.CallAsync(
            HttpMethod.Post, "/v3/offlineface/repayment-url", body, spoil: s => s with { SentBody = body.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true }) });
        Assert.Equal(401, answer.Status);
    }

    [Fact]
    public async Task An_unknown_address_is_answered_404_with_a_signature()
    {
        await using var test = await EmulatorTest.StartAsync();
        var answer = await test.Merchant.CallAsync(HttpMethod.Get, "/v3/nothing.here");
        Assert.Equal((404, "RESOURCE_NOT_EXISTS"), (answer.Status, answer.Code));
        Assert.True(answer.IsSignedBy(test.PublicKey));
    }
}
