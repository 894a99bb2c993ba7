using Microsoft.Extensions.Options;
using OnboardingFlow.WeChatPay.Settings;
using OnboardingFlow.WeChatPay.Tests.Doubles;

namespace OnboardingFlow.WeChatPay.Tests.Settings;

public sealed class WeChatPayOptionsTests
{
    private static readonly PlatformSide _platform = new();

    [Fact]
    public async Task Every_wrong_or_missing_value_has_a_line_that_names_its_key()
    {
        await using var client = Client.Build(new()
        {
            ["WeChatPay:BaseAddress"] = "http://example.com/",
            ["WeChatPay:StandbyAddress"] = "https://example.com/path",
            ["WeChatPay:MerchantKeys:0:Serial"] = "5f1c72",
            ["WeChatPay:PublicKeys:0:Serial"] = "PUB_KEY_ID_1",
            ["WeChatPay:CallTimeout"] = "00:00:00",
        });
        var lines = Assert.Throws<OptionsValidationException>(() => client.WeChatPay.MchId).Failures.ToArray();
        Assert.Collection(
            lines,
            l => Assert.StartsWith("WeChatPay:BaseAddress", l, StringComparison.Ordinal),
            l => Assert.StartsWith("WeChatPay:StandbyAddress", l, StringComparison.Ordinal),
            l => Assert.StartsWith("WeChatPay:MchId", l, StringComparison.Ordinal),
            l => Assert.StartsWith("WeChatPay:AppId", l, StringComparison.Ordinal),
            l => Assert.StartsWith("WeChatPay:CallTimeout", l, StringComparison.Ordinal),
            l => Assert.StartsWith("WeChatPay:MerchantKeys:0:Serial", l, StringComparison.Ordinal),
            l => Assert.StartsWith("WeChatPay:PublicKeys:0", l, StringComparison.Ordinal));
        Assert.All(lines, l => Assert.DoesNotContain('\n', l));
    }

    [Fact]
    public async Task Two_merchant_keys_cannot_both_be_the_newest_version()
    {
        var settings = Client.Settings(new("http://127.0.0.1:1/"), new("http://127.0.0.1:1/"), _platform);
        settings["WeChatPay:MerchantKeys:0:KeyVersion"] = "";
        settings["WeChatPay:MerchantKeys:1:Serial"] = "5F1C72E2A8931B72A2E13AF8DEE92471EB397116";
        settings["WeChatPay:MerchantKeys:1:From"] = "2027-01-01T00:00:00Z";
        await using var client = Client.Build(settings);
        Assert.Contains("more than one entry without KeyVersion", Assert.Throws<OptionsValidationException>(() => client.WeChatPay.MchId).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_can_be_added_while_running_and_a_bad_change_leaves_the_settings_in_force()
    {
        var settings = Client.Settings(new("http://127.0.0.1:1/"), new("http://127.0.0.1:1/"), _platform);
        await using var client = Client.Build(settings);
        var live = client.Get<LiveSettings>();
        Assert.Null(live.Current.PlatformKeys.Find("PUB_KEY_ID_2", DateTimeOffset.UtcNow));

        client.Configuration["WeChatPay:PublicKeys:1:Serial"] = "PUB_KEY_ID_2";
        client.Configuration["WeChatPay:PublicKeys:1:Pem"] = _platform.PublicPem;
        client.Configuration.Reload();
        Assert.NotNull(live.Current.PlatformKeys.Find("PUB_KEY_ID_2", DateTimeOffset.UtcNow));

        client.Configuration["WeChatPay:MchId"] = "not digits";
        Assert.ThrowsAny<Exception>(client.Configuration.Reload);
        Assert.Equal("1900000001", live.Current.MchId);
        Assert.NotNull(live.Current.PlatformKeys.Find("PUB_KEY_ID_2", DateTimeOffset.UtcNow));
    }

    [Fact]
    public async Task A_key_may_come_from_a_file()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, _platform.PublicPem, TestContext.Current.CancellationToken);
            var settings = Client.Settings(new("http://127.0.0.1:1/"), new("http://127.0.0.1:1/"), _platform);
            settings["WeChatPay:PublicKeys:0:Pem"] = null;
            settings["WeChatPay:PublicKeys:0:PemFile"] = file;
            await using var client = Client.Build(settings);
            Assert.NotNull(client.Get<LiveSettings>().Current.PlatformKeys.Find(PlatformSide.DefaultSerial, DateTimeOffset.UtcNow));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
