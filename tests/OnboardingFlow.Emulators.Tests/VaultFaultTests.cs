using System.Text.Json.Nodes;

namespace OnboardingFlow.Emulators.Tests;

/// <summary>Faults of the Key Vault emulator.</summary>
public sealed class VaultFaultTests
{
    private static readonly JsonObject Digest = RawVault.Crypto("RS256", new byte[32]);

    [Fact]
    public async Task Throttle_and_status_answer_so_as_often_as_asked_and_for_that_kind_only()
    {
        await using var test = await EmulatorTest.StartAsync();
        using var vault = new RawVault(test.Host);
        await FaultAsync(vault, """{"on":"sign","action":"throttle","count":2,"delay_ms":4000}""");
        for (var i = 0; i < 2; i++)
        {
            var throttled = await SignAsync(vault);
            Assert.Equal((429, "Throttled"), (throttled.Status, throttled.Json.GetProperty("error").GetProperty("code").GetString()));
            Assert.Equal(TimeSpan.FromSeconds(4), throttled.Headers.RetryAfter!.Delta);
        }

        Assert.Equal(200, (await vault.CallAsync(HttpMethod.Get, "/keys/wechatpay-merchant")).Status);
        Assert.Equal(200, (await SignAsync(vault)).Status);
        await FaultAsync(vault, """{"on":"*","action":"status","status":503,"code":"ServiceUnavailable"}""");
        Assert.Equal(503, (await SignAsync(vault)).Status);
    }

    [Fact]
    public async Task Drop_after_uses_the_key_and_drop_before_does_not()
    {
        await using var test = await EmulatorTest.StartAsync();
        using var vault = new RawVault(test.Host);
        foreach (var action in new[] { "drop_before", "drop_after" })
        {
            await FaultAsync(vault, $$"""{"on":"sign","action":"{{action}}"}""");
            await Assert.ThrowsAsync<HttpRequestException>(() => SignAsync(vault));
        }

        var calls = (await vault.CallAsync(HttpMethod.Get, "/_emulator/calls")).Json.EnumerateArray();
        Assert.Equal([("drop_before", false), ("drop_after", true)], calls.Select(c => (c.GetProperty("fault").GetString()!, c.GetProperty("private_key").GetBoolean())));
    }

    [Theory]
    [InlineData("""{"on":"presign","action":"status"}""")]
    [InlineData("""{"on":"sign","action":"bad_signature"}""")]
    public async Task What_only_WeChat_Pay_has_is_refused(string fault)
    {
        await using var test = await EmulatorTest.StartAsync();
        using var vault = new RawVault(test.Host);
        Assert.Equal(400, (await vault.CallAsync(HttpMethod.Post, "/_emulator/faults", JsonNode.Parse(fault))).Status);
    }

    private static async Task FaultAsync(RawVault vault, string fault) =>
        Assert.Equal(204, (await vault.CallAsync(HttpMethod.Post, "/_emulator/faults", JsonNode.Parse(fault))).Status);

    private static Task<(int Status, System.Text.Json.JsonElement Json, System.Net.Http.Headers.HttpResponseHeaders Headers)> SignAsync(RawVault vault) =>
        vault.CallAsync(HttpMethod.Post, "/keys/wechatpay-merchant/sign", Digest);
}
