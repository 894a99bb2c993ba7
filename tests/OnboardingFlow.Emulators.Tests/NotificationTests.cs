using System.Text.Json.Nodes;

namespace OnboardingFlow.Emulators.Tests;

public sealed class NotificationTests
{
    private static readonly Func<EmulatorOptions, EmulatorOptions> Fast = o => o with { NotificationTimeFactor = 0.0001 };

    [Fact]
    public async Task Signing_and_terminating_are_told_signed_and_encrypted_without_the_state()
    {
        await using var merchant = await MerchantEndpoint.StartAsync();
        await using var test = await EmulatorTest.StartAsync(notifyUrl: merchant.Url);
        await test.PresignAsync("u1");
        foreach (var action in new[] { "sign", "terminate" })
        {
            using var acted = await test.ActAsync("u1", action);
            Assert.Equal(System.Net.HttpStatusCode.OK, acted.StatusCode);
            var received = await merchant.NextAsync();
            Assert.True(received.Message.IsSignedBy(test.PublicKey));
            Assert.Equal("FACEPAY.USER_STATE_CHANGE", received.Json.GetProperty("event_type").GetString());
            Assert.Equal("encrypt-resource", received.Json.GetProperty("resource_type").GetString());
            var change = received.Open(RawMerchant.ApiV3Key);
            Assert.Equal(
                ["user_id", "out_user_id", "organization_id", "mch_id", "notify_create_time", "appid", "openid"], change.EnumerateObject().Select(p => p.Name));
            Assert.Equal("u1", change.GetProperty("out_user_id").GetString());
            Assert.Equal(RawMerchant.AppId, change.GetProperty("appid").GetString());
        }
    }

    [Fact]
    public async Task It_is_repeated_until_the_merchant_answers_2xx_each_time_with_a_fresh_signature()
    {
        await using var merchant = await MerchantEndpoint.StartAsync(500, 401, 302);
        await using var test = await EmulatorTest.StartAsync(Fast, merchant.Url);
        await SignAsync(test, "u1");
        var tries = new List<MerchantEndpoint.Received>();
        for (var i = 0; i < 4; i++)
        {
            tries.Add(await merchant.NextAsync());
        }

        Assert.Single(tries.Select(t => t.Id).Distinct());
        Assert.Equal(4, tries.Select(t => t.Message.Headers["Wechatpay-Nonce"]).Distinct().Count());
        Assert.All(tries, t => Assert.True(t.Message.IsSignedBy(test.PublicKey)));
    }

    [Fact]
    public async Task It_can_be_sent_again()
    {
        await using var merchant = await MerchantEndpoint.StartAsync();
        await using var test = await EmulatorTest.StartAsync(notifyUrl: merchant.Url);
        await SignAsync(test, "u1");
        var first = await merchant.NextAsync();
        var sent = await test.Merchant.ControlJsonAsync(HttpMethod.Get, "notifications");
        Assert.Equal(first.Id, Assert.Single(sent.EnumerateArray()).GetProperty("id").GetString());
        await test.Merchant.ControlJsonAsync(HttpMethod.Post, $"notifications/{first.Id}/resend");
        Assert.Equal(first.Id, (await merchant.NextAsync()).Id);
    }

    [Fact]
    public async Task After_a_change_of_setting_the_certificate_signs()
    {
        await using var merchant = await MerchantEndpoint.StartAsync();
        await using var test = await EmulatorTest.StartAsync(notifyUrl: merchant.Url);
        await test.Merchant.ControlJsonAsync(HttpMethod.Put, "settings", new JsonObject { ["sign_with"] = "certificate", ["contract_id_in_notifications"] = true });
        var answer = await test.PresignAsync("u1");
        Assert.True(answer.IsSignedBy(test.Certificate));
        using var signed = await test.ActAsync("u1", "sign");
        var received = await merchant.NextAsync();
        Assert.True(received.Message.IsSignedBy(test.Certificate));
        Assert.StartsWith("FC", received.Open(RawMerchant.ApiV3Key).GetProperty("contract_id").GetString());
    }

    [Fact]
    public async Task Fault_never_sends_nothing_and_the_next_one_comes()
    {
        await using var merchant = await MerchantEndpoint.StartAsync();
        await using var test = await EmulatorTest.StartAsync(Fast, merchant.Url);
        await test.FaultAsync("notification", "never");
        await SignAsync(test, "u1");
        await UntilAsync(test, n => n.Count(v => v == "never") == 1);
        await SignAsync(test, "u2");
        Assert.Equal("u2", (await merchant.NextAsync()).Open(RawMerchant.ApiV3Key).GetProperty("out_user_id").GetString());
        Assert.True(merchant.IsEmpty);
    }

    [Fact]
    public async Task Fault_repeat_sends_the_same_twice()
    {
        await using var merchant = await MerchantEndpoint.StartAsync();
        await using var test = await EmulatorTest.StartAsync(notifyUrl: merchant.Url);
        await test.FaultAsync("notification", "repeat");
        await SignAsync(test, "u1");
        Assert.Equal((await merchant.NextAsync()).Id, (await merchant.NextAsync()).Id);
    }

    [Fact]
    public async Task Fault_reorder_lets_the_next_one_go_first()
    {
        await using var merchant = await MerchantEndpoint.StartAsync();
        await using var test = await EmulatorTest.StartAsync(notifyUrl: merchant.Url);
        await test.FaultAsync("notification", "reorder");
        await SignAsync(test, "u1");
        await UntilFaultsAreUsedAsync(test);
        await SignAsync(test, "u2");
        Assert.Equal("u2", (await merchant.NextAsync()).Open(RawMerchant.ApiV3Key).GetProperty("out_user_id").GetString());
        Assert.Equal("u1", (await merchant.NextAsync()).Open(RawMerchant.ApiV3Key).GetProperty("out_user_id").GetString());
    }

    [Fact]
    public async Task Fault_bad_signature_is_WeChat_Pays_probe_and_a_good_one_follows_when_it_was_refused()
    {
        await using var merchant = await MerchantEndpoint.StartAsync(401);
        await using var test = await EmulatorTest.StartAsync(Fast, merchant.Url);
        await test.FaultAsync("notification", "bad_signature");
        await SignAsync(test, "u1");
        Assert.StartsWith("WECHATPAY/SIGNTEST/", (await merchant.NextAsync()).Message.Headers["Wechatpay-Signature"]);
        Assert.True((await merchant.NextAsync()).Message.IsSignedBy(test.PublicKey));
    }

    [Fact]
    public async Task Faults_no_signature_and_unknown_serial_do_as_they_say()
    {
        await using var merchant = await MerchantEndpoint.StartAsync();
        await using var test = await EmulatorTest.StartAsync(notifyUrl: merchant.Url);
        await test.FaultAsync("notification", "no_signature");
        await SignAsync(test, "u1");
        Assert.DoesNotContain("Wechatpay-Signature", (await merchant.NextAsync()).Message.Headers.Keys);
        await test.FaultAsync("notification", "unknown_serial");
        await SignAsync(test, "u2");
        Assert.DoesNotContain((await merchant.NextAsync()).Message.Serial, test.Host.VerificationKeys.Select(k => k.Serial));
    }

    [Theory]
    [InlineData("drop_after")]
    [InlineData("status")]
    [InlineData("throttle")]
    public async Task When_the_merchants_answer_is_lost_the_same_comes_again(string action)
    {
        await using var merchant = await MerchantEndpoint.StartAsync();
        await using var test = await EmulatorTest.StartAsync(Fast, merchant.Url);
        await test.FaultAsync("notification", action);
        await SignAsync(test, "u1");
        Assert.Equal((await merchant.NextAsync()).Id, (await merchant.NextAsync()).Id);
    }

    private static async Task SignAsync(EmulatorTest test, string outUserId)
    {
        await test.PresignAsync(outUserId);
        using var signed = await test.ActAsync(outUserId, "sign");
        Assert.Equal(System.Net.HttpStatusCode.OK, signed.StatusCode);
    }

    /// <summary>Asks until it is so; the test's own time-out ends it otherwise.</summary>
    private static async Task UntilAsync(EmulatorTest test, Func<IEnumerable<string>, bool> isSo)
    {
        while (!isSo((await test.Merchant.ControlJsonAsync(HttpMethod.Get, "notifications")).EnumerateArray().Select(n => n.GetProperty("state").GetString()!)))
        {
            await Task.Yield();
        }
    }

    private static async Task UntilFaultsAreUsedAsync(EmulatorTest test)
    {
        while ((await test.Merchant.ControlJsonAsync(HttpMethod.Get, "faults")).GetArrayLength() > 0)
        {
            await Task.Yield();
        }
    }
}
