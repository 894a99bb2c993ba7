using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Emulators;
using OnboardingFlow.WeChatPay.SelfTest;
using OnboardingFlow.WeChatPay.Tests.Doubles;

namespace OnboardingFlow.WeChatPay.Tests.Emulated;

/// <summary>Each thing that can be wrong between us and WeChat Pay, brought about with the emulators and named by the self-test.</summary>
public sealed class SelfTestTests(Emulators emulators) : IClassFixture<Emulators>, IAsyncLifetime
{
    private CallbackHost _callbacks = null!;

    public async ValueTask InitializeAsync()
    {
        await emulators.ClearFaultsAsync();
        await emulators.ClearVaultFaultsAsync();
        _callbacks = await CallbackHost.StartAsync();
    }

    public ValueTask DisposeAsync() => _callbacks.DisposeAsync();

    [Theory]
    [InlineData(SigningKeyKind.PublicKey)]
    [InlineData(SigningKeyKind.Certificate)]
    public async Task All_is_tried_both_ways_with_either_kind_of_key(SigningKeyKind kind)
    {
        var before = await emulators.LastCallAsync();
        await using var services = Build(trusted: emulators.Key(kind));
        var report = await RunAsync(services);
        Assert.Null(report.Fault);
        Assert.Contains("so does the APIv3 key", report.Text, StringComparison.Ordinal);
        Assert.Equal(NotificationKind.SecurityEcho, Assert.Single(_callbacks.Readings).Kind);
        var call = Assert.Single(await emulators.CallsAsync("/v3/security/echo", before));
        Assert.Equal(emulators.Key(kind).Serial, call.GetProperty("wechatpay_serial").GetString());
        Assert.Contains("encrypted_echo_message", call.GetProperty("encrypted_fields").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_address_for_the_callback_it_says_what_was_not_tried()
    {
        await using var services = Build(settings => settings.Remove("WeChatPay:SelfTest:NotifyUrl"));
        var report = await RunAsync(services);
        Assert.Null(report.Fault);
        Assert.Contains("APIv3 key was not tried", report.Text, StringComparison.Ordinal);
        Assert.Empty(_callbacks.Readings);
    }

    [Theory]
    [InlineData("a serial of nobody")]
    [InlineData("a serial with another key's version")]
    public async Task A_serial_that_does_not_match_the_key_is_named(string what)
    {
        var version = what.Contains("nobody", StringComparison.Ordinal) ? emulators.Host.MerchantKeyVersion : await emulators.RotateMerchantKeyAsync();
        await using var services = Build(settings =>
        {
            settings["WeChatPay:MerchantKeys:0:KeyVersion"] = version;
            settings["WeChatPay:MerchantKeys:0:Serial"] = what.Contains("nobody", StringComparison.Ordinal) ? "00FF" : emulators.Host.MerchantSerial;
        });
        var report = await RunAsync(services);
        Assert.Equal(SelfTestFault.SerialKeyMismatch, report.Fault);
        Assert.Contains("SIGN_ERROR", report.Text, StringComparison.Ordinal);
        Assert.Contains("Check in WeChatPay:MerchantKeys", report.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6000, "ahead of")]
    [InlineData(-6000, "behind")]
    public async Task A_wrong_clock_is_named_with_how_far_it_is_off(int seconds, string told)
    {
        await using var services = Build(time: new ShiftedTime(TimeSpan.FromSeconds(seconds)));
        var report = await RunAsync(services);
        Assert.Equal(SelfTestFault.Clock, report.Fault);
        var off = Regex.Match(report.Text, "^Our clock is ([0-9]+) s (.*) WeChat Pay's; 300 s are allowed");
        Assert.Equal(told, off.Groups[2].Value);
        Assert.InRange(int.Parse(off.Groups[1].Value, CultureInfo.InvariantCulture), 5900, 6100); // The answer was on its way for a while.
        Assert.Contains("NTP", report.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_APIv3_key_is_named()
    {
        var key = await emulators.SecretAsync("wechatpay-apiv3-key");
        await emulators.ControlAsync(HttpMethod.Put, $"merchants/{emulators.Host.MchId}", new { api_v3_key = new string('k', 32) });
        try
        {
            await using var services = Build();
            var report = await RunAsync(services);
            Assert.Equal(SelfTestFault.ApiV3Key, report.Fault);
            Assert.Contains("KeyVault:ApiV3KeySecret", report.Text, StringComparison.Ordinal);
        }
        finally
        {
            await emulators.ControlAsync(HttpMethod.Put, $"merchants/{emulators.Host.MchId}", new { api_v3_key = key });
        }
    }

    [Fact]
    public async Task A_network_without_a_way_out_is_named()
    {
        await using var services = Build(settings =>
        {
            settings["WeChatPay:BaseAddress"] = "http://127.0.0.1:1/";
            settings["WeChatPay:StandbyAddress"] = "http://127.0.0.1:1/";
        });
        var report = await RunAsync(services);
        Assert.Equal(SelfTestFault.Network, report.Fault);
        Assert.Contains("firewall", report.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sign", "Crypto User")]
    [InlineData("decrypt", "Crypto User")]
    [InlineData("secret", "Secrets User")]
    public async Task A_permission_missing_in_Key_Vault_is_named_with_the_role_that_gives_it(string on, string role)
    {
        await emulators.VaultFaultAsync(on, status: 403, code: "Forbidden");
        await using var services = Build();
        var report = await RunAsync(services);
        Assert.Equal(SelfTestFault.KeyVault, report.Fault);
        Assert.Contains(role, report.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_public_key_of_WeChat_Pay_is_named()
    {
        await using var services = Build(settings => settings["WeChatPay:PublicKeys:0:Pem"] = new PlatformSide().PublicPem);
        var report = await RunAsync(services);
        Assert.Equal(SelfTestFault.PlatformKey, report.Fault);
        Assert.Contains("WeChatPay:PublicKeys", report.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_callback_that_does_not_come_is_named_after_half_a_minute()
    {
        await emulators.FaultAsync("notification", "never");
        await using var services = Build(time: new HalfMinutesPassAtOnce());
        var report = await RunAsync(services);
        Assert.Equal(SelfTestFault.Callback, report.Fault);
        Assert.Contains(_callbacks.Url, report.Text, StringComparison.Ordinal);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Task<SelfTestReport> RunAsync(ServiceProvider services) => services.GetRequiredService<WeChatPaySelfTest>().RunAsync(Token);

    private ServiceProvider Build(Action<Dictionary<string, string?>>? change = null, TimeProvider? time = null, VerificationKey? trusted = null)
    {
        var services = emulators.BuildClient(
            settings =>
            {
                settings["WeChatPay:SelfTest:NotifyUrl"] = _callbacks.Url;
                change?.Invoke(settings);
            },
            time,
            trusted is null ? [emulators.Key(SigningKeyKind.PublicKey)] : [trusted]);
        _callbacks.Reader = services.GetRequiredService<INotificationReader>();
        return services;
    }

    /// <summary>The one wait of half a minute is the one for the callback.</summary>
    private sealed class HalfMinutesPassAtOnce : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime == TimeSpan.FromSeconds(30) ? TimeSpan.Zero : dueTime, period);
    }

    private sealed class ShiftedTime(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
