using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using OnboardingFlow.Api.Tests.Hosting;
using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Api.Tests;

public sealed class NotificationTests
{
    private static readonly byte[] _body = [0xEF, 0xBB, 0xBF, (byte)'{', 0xFF, (byte)'}'];

    [Fact]
    public async Task A_changed_contract_wakes_the_persons_onboarding()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AddAsync();
        host.Notifications.Reading = Changed("u1");

        (await SendAsync(host)).Is(HttpStatusCode.NoContent);

        Assert.Equal((id, ExternalEvents.ContractChanged, null), Assert.Single(host.Engine.Events));
        Assert.Equal(_body, host.Notifications.LastBody);
        Assert.Equal(["PUB_KEY_ID_1"], host.Notifications.LastSerials);
    }

    [Fact]
    public async Task After_the_end_a_watch_is_started()
    {
        await using var host = await ApiHost.StartAsync();
        var id = await host.AddEndedAsync();
        host.Notifications.Reading = Changed("u1");

        (await SendAsync(host)).Is(HttpStatusCode.NoContent);
        (await SendAsync(host)).Is(HttpStatusCode.NoContent);

        Assert.Equal(WorkflowNames.ContractWatch, host.Engine.Instances[WorkflowNames.WatchId(id, 1)].Orchestration);
    }

    [Fact]
    public async Task What_concerns_nobody_here_is_taken_all_the_same()
    {
        await using var host = await ApiHost.StartAsync();

        foreach (var reading in (Func<NotificationReading>[])
            [Changed("nobody"), () => new NotificationReading(NotificationKind.SecurityEcho), () => new NotificationReading(NotificationKind.UnknownType)])
        {
            host.Notifications.Reading = reading;
            (await SendAsync(host)).Is(HttpStatusCode.NoContent);
        }

        Assert.Empty(host.Engine.Instances);
    }

    [Theory]
    [InlineData(NotificationKind.UnknownType, HttpStatusCode.NoContent, "unknown_type")]
    [InlineData(NotificationKind.SecurityEcho, HttpStatusCode.NoContent, "security_echo")]
    [InlineData(NotificationKind.Unauthentic, HttpStatusCode.Unauthorized, "unauthentic")]
    [InlineData(NotificationKind.Unreadable, HttpStatusCode.BadRequest, "unreadable")]
    public async Task Each_is_counted_by_what_came_of_it(NotificationKind kind, HttpStatusCode status, string result)
    {
        await using var host = await ApiHost.StartAsync();
        using var counted = new MetricCollector<long>(host.Get<IMeterFactory>(), ApiMetrics.MeterName, "onboardingflow.notifications");
        host.Notifications.Reading = () => new NotificationReading(kind);

        (await SendAsync(host)).Is(status);
        (await SendAsync(host)).Is(status);

        Assert.All(counted.GetMeasurementSnapshot(), count => Assert.Equal((1, result), (count.Value, count.Tags["result"])));
        Assert.Equal(2, counted.GetMeasurementSnapshot().Count);
    }

    [Fact]
    public async Task A_signature_that_does_not_hold_is_answered_as_WeChat_Pay_wants_it()
    {
        await using var host = await ApiHost.StartAsync();
        host.Notifications.Reading = () => new NotificationReading(NotificationKind.Unauthentic, "unknown serial");

        var answer = (await SendAsync(host)).Is(HttpStatusCode.Unauthorized);

        Assert.Equal("""{"code":"FAIL","message":"unknown serial"}""", answer.Body);
        Assert.Equal("application/json", answer.ContentType);
    }

    [Fact]
    public async Task What_can_not_be_decrypted_is_asked_for_again()
    {
        await using var host = await ApiHost.StartAsync();
        host.Notifications.Reading = () => new NotificationReading(NotificationKind.Unreadable, "not encrypted with our key");

        Assert.Equal("FAIL", (await SendAsync(host)).Is(HttpStatusCode.BadRequest).Code);
    }

    [Fact]
    public async Task A_body_over_64_KiB_is_refused_before_it_is_read()
    {
        await using var host = await ApiHost.StartAsync();

        (await SendAsync(host, new byte[(64 * 1024) + 1])).Is(HttpStatusCode.RequestEntityTooLarge);

        Assert.Empty(host.Notifications.LastBody);
    }

    [Theory]
    [InlineData("keys")]
    [InlineData("engine")]
    public async Task What_can_not_be_made_durable_is_asked_for_again(string missing)
    {
        await using var host = await ApiHost.StartAsync();
        await host.AddAsync();
        host.Notifications.Reading = missing == "keys" ? () => throw new ActivityException(ErrorTypes.Transient, "no keys") : Changed("u1");
        host.Engine.Fault = missing == "engine" ? new IOException("the disk with 张三 is full") : null;

        var answer = (await SendAsync(host)).Is(HttpStatusCode.ServiceUnavailable);

        Assert.Equal("FAIL", answer.Code);
        Assert.DoesNotContain("张三", answer.Body, StringComparison.Ordinal);
    }

    private static Func<NotificationReading> Changed(string outUserId) => () => new NotificationReading(NotificationKind.ContractChanged, null, "O1", outUserId);

    private static Task<Answer> SendAsync(ApiHost host, byte[]? body = null) =>
        host.CallAsync("POST", "/api/wechatpay/notifications", null, new ByteArrayContent(body ?? _body), ("Wechatpay-Serial", "PUB_KEY_ID_1"));
}
