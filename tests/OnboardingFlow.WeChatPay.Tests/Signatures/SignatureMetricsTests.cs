using System.Diagnostics.Metrics;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.WeChatPay.Tests.Doubles;
using OnboardingFlow.WeChatPay.Tests.Notifications;

namespace OnboardingFlow.WeChatPay.Tests.Signatures;

/// <summary>WeChat Pay's probing signatures are refused like any bad one and counted apart, where they came.</summary>
public sealed class SignatureMetricsTests
{
    private const string Probing = "WECHATPAY/SIGNTEST/not-even-Base64";

    [Fact]
    public async Task Probes_and_forgeries_are_counted_apart_on_answers_and_on_notifications()
    {
        await using var host = await StubHost.StartAsync();
        await using var client = Client.Build(Client.Settings(host));
        using var counted = new Counted(client.Get<IMeterFactory>());

        host.Handler = (_, http) => host.WriteAsync(http, 200, """{"presign_token":"T"}""", change: headers => headers["Wechatpay-Signature"] = Probing);
        await Assert.ThrowsAsync<ActivityException>(() => client.WeChatPay.PresignAsync(OfflineFace.Persons.Presign(), TestContext.Current.CancellationToken));
        await NotifyAsync(client, host.Platform, Probing);
        await NotifyAsync(client, host.Platform, Convert.ToBase64String(new byte[256]));

        Assert.Equal(["answer Probe", "notification Probe", "notification Mismatch"], counted.All);
    }

    private static async Task NotifyAsync(Client client, PlatformSide platform, string signature)
    {
        var body = new NotificationBuilder().Build();
        var headers = new Dictionary<string, string>(platform.Sign(body, DateTimeOffset.UtcNow), StringComparer.OrdinalIgnoreCase) { ["Wechatpay-Signature"] = signature };
        await client.Notifications.ReadAsync(name => [headers[name]], body, TestContext.Current.CancellationToken);
    }

    /// <summary>What the counter of one client was told; other tests have counters of the same name.</summary>
    private sealed class Counted : IDisposable
    {
        private readonly MeterListener _listener = new();

        public Counted(IMeterFactory meters)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, meters) && instrument.Name == "onboardingflow.wechatpay.signatures.refused")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((_, _, tags, _) => All.Add($"{tags[0].Value} {tags[1].Value}"));
            _listener.Start();
        }

        public List<string> All { get; } = [];

        public void Dispose() => _listener.Dispose();
    }
}
