using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Sealing;
using OnboardingFlow.Integrations.Events;

namespace OnboardingFlow.Integrations.Tests;

public sealed class WebhookChannelTests
{
    private const string Secret = "whsec_" + "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_is_posted_as_a_structured_CloudEvent_with_a_signature_over_the_very_bytes()
    {
        await using var receiver = await LoopbackServer.StartAsync();
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1614265330));
        await using var services = Services(time, ("Webhook:Url", $"{receiver.Address}hooks"), ("Webhook:SecretName", "hook"));

        Assert.True(services.Channel("webhook").HasDestination(null));
        await services.Channel("webhook").DeliverAsync(Published.Ended, null, Cancel);

        var request = Assert.Single(receiver.Requests);
        Assert.Equal(("POST", "/hooks"), (request.Method, request.Path));
        Assert.StartsWith("application/cloudevents+json", request.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal("evt_1", request.Headers["webhook-id"]);
        Assert.Equal("1614265330", request.Headers["webhook-timestamp"]);
        var key = WebhookSecret.Parse(new Sensitive(Secret), "hook");
        Assert.Equal(WebhookSignature.Of([key], "evt_1", 1614265330, request.Body), request.Headers["webhook-signature"]);
        using var json = JsonDocument.Parse(request.Body);
        Assert.Equal("onboardingflow.onboarding.ended.v1", json.RootElement.GetProperty("type").GetString());
        Assert.Equal(1, json.RootElement.GetProperty("data").GetProperty("run").GetInt32());
    }

    [Fact]
    public async Task A_requests_own_address_goes_before_the_configured_one()
    {
        await using var configured = await LoopbackServer.StartAsync();
        await using var own = await LoopbackServer.StartAsync();
        await using var services = Services(
            null, ("Webhook:Url", configured.Address.ToString()), ("Webhook:SecretName", "hook"), ("Onboarding:AllowPrivateNotifyUrl", "true"));

        await services.Channel("webhook").DeliverAsync(Published.Ended, own.Address, Cancel);

        Assert.Single(own.Requests);
        Assert.Empty(configured.Requests);
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(204, null)]
    [InlineData(301, ErrorTypes.Configuration)]
    [InlineData(400, ErrorTypes.Configuration)]
    [InlineData(401, ErrorTypes.Configuration)]
    [InlineData(408, ErrorTypes.Transient)]
    [InlineData(410, ErrorTypes.Configuration)]
    [InlineData(429, ErrorTypes.Transient)]
    [InlineData(500, ErrorTypes.Transient)]
    [InlineData(503, ErrorTypes.Transient)]
    public async Task The_answers_status_decides(int status, string? errorType)
    {
        await using var receiver = await LoopbackServer.StartAsync();
        receiver.Answer = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        };
        await using var services = Services(null, ("Webhook:Url", receiver.Address.ToString()), ("Webhook:SecretName", "hook"));

        var fault = await Record.ExceptionAsync(() => services.Channel("webhook").DeliverAsync(Published.Ended, null, Cancel));

        Assert.Equal(errorType, (fault as ActivityException)?.ErrorType);
        Assert.Equal(errorType is null, fault is null);
        Assert.Single(receiver.Requests);
    }

    [Fact]
    public async Task An_endless_answer_is_not_read()
    {
        await using var receiver = await LoopbackServer.StartAsync();
        receiver.Answer = async context =>
        {
            var chunk = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
            }
        };
        await using var services = Services(null, ("Webhook:Url", receiver.Address.ToString()), ("Webhook:SecretName", "hook"));

        await services.Channel("webhook").DeliverAsync(Published.Ended, null, Cancel);

        Assert.Single(receiver.Requests);
    }

    [Fact]
    public async Task A_receiver_that_cuts_the_line_is_tried_again()
    {
        await using var receiver = await LoopbackServer.StartAsync();
        receiver.Answer = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        await using var services = Services(null, ("Webhook:Url", receiver.Address.ToString()), ("Webhook:SecretName", "hook"));

        var fault = await Assert.ThrowsAsync<ActivityException>(() => services.Channel("webhook").DeliverAsync(Published.Ended, null, Cancel));

        Assert.Equal(ErrorTypes.Transient, fault.ErrorType);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/", "must be https")]
    [InlineData("https://127.0.0.1:9/", "not a public address")]
    [InlineData("https://localhost:9/", "not a public address")]
    [InlineData("https://[::1]:9/", "not a public address")]
    [InlineData("https://[::ffff:10.0.0.1]/", "not a public address")]
    [InlineData("https://169.254.169.254/latest/meta-data", "not a public address")]
    [InlineData("https://0x7f000001/", "not a public address")]
    [InlineData("ftp://192.0.2.1/", "must be https")]
    public async Task A_senders_address_does_not_reach_into_the_providers_network(string target, string why)
    {
        await using var services = Services(null, ("Webhook:SecretName", "hook"));

        var fault = await Assert.ThrowsAsync<ActivityException>(() => services.Channel("webhook").DeliverAsync(Published.Ended, new Uri(target), Cancel));

        Assert.Equal(ErrorTypes.Configuration, fault.ErrorType);
        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Http_is_permitted_on_loopback_only_even_when_private_addresses_are()
    {
        await using var services = Services(null, ("Webhook:SecretName", "hook"), ("Onboarding:AllowPrivateNotifyUrl", "true"));

        var fault = await Assert.ThrowsAsync<ActivityException>(
            () => services.Channel("webhook").DeliverAsync(Published.Ended, new Uri("http://10.0.0.1/"), Cancel));

        Assert.Equal(ErrorTypes.Configuration, fault.ErrorType);
        Assert.Contains("only on loopback", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_secret_nothing_is_sent()
    {
        await using var receiver = await LoopbackServer.StartAsync();
        await using var services = Services(null, ("Onboarding:AllowPrivateNotifyUrl", "true"));

        Assert.False(services.Channel("webhook").HasDestination(null));
        Assert.True(services.Channel("webhook").HasDestination(receiver.Address));
        var fault = await Assert.ThrowsAsync<ActivityException>(() => services.Channel("webhook").DeliverAsync(Published.Ended, receiver.Address, Cancel));

        Assert.Equal(ErrorTypes.Configuration, fault.ErrorType);
        Assert.Contains("Webhook:SecretName", fault.Message, StringComparison.Ordinal);
        Assert.Empty(receiver.Requests);
    }

    private static TestServices Services(TimeProvider? time, params (string Key, string? Value)[] settings)
    {
        var services = new TestServices("UseDevelopmentStorage=true", null, time, settings);
        services.Secrets.Values = [Secret];
        return services;
    }
}
