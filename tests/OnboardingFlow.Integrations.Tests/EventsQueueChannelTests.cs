using System.Text.Json;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Integrations.Tests;

public sealed class EventsQueueChannelTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_lies_on_the_queue_as_a_structured_CloudEvent_that_never_expires()
    {
        await using var services = new TestServices(azurite.NewAccount());
        var channel = services.Channel("queue");

        Assert.True(channel.HasDestination(null));
        await channel.DeliverAsync(Published.Ended with { TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", TraceState = "v=1" }, null, Cancel);

        var message = Assert.Single((await services.EventsQueue.PeekMessagesAsync(32, Cancel)).Value);
        Assert.Equal(9999, message.ExpiresOn!.Value.Year);
        using var json = JsonDocument.Parse(message.MessageText);
        var root = json.RootElement;
        Assert.Equal("1.0", root.GetProperty("specversion").GetString());
        Assert.Equal("evt_1", root.GetProperty("id").GetString());
        Assert.Equal("onboardingflow.onboarding.ended.v1", root.GetProperty("type").GetString());
        Assert.Equal("/onboardingflow", root.GetProperty("source").GetString());
        Assert.Equal("ob-aaaaaaaaaaaaaaaaaaaaaaaaaa", root.GetProperty("subject").GetString());
        Assert.Equal(Published.Ended.Time, root.GetProperty("time").GetDateTimeOffset());
        Assert.Equal("application/json", root.GetProperty("datacontenttype").GetString());
        Assert.Equal("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", root.GetProperty("traceparent").GetString());
        Assert.Equal("v=1", root.GetProperty("tracestate").GetString());
        Assert.Equal("Completed", root.GetProperty("data").GetProperty("outcome").GetString());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("data").GetProperty("code").ValueKind);
    }

    [Fact]
    public async Task A_missing_queue_is_a_matter_of_configuration_and_storage_out_of_reach_passes()
    {
        await using var services = new TestServices(azurite.NewAccount());
        await services.Storage.EnsureCreatedAsync(Cancel);
        await services.EventsQueue.DeleteAsync(Cancel);
        await using var unreachable = new TestServices(
            "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;QueueEndpoint=http://127.0.0.1:1/a;BlobEndpoint=http://127.0.0.1:1/a;");

        var missing = await Assert.ThrowsAsync<ActivityException>(() => services.Channel("queue").DeliverAsync(Published.Ended, null, Cancel));
        var passing = await Assert.ThrowsAsync<ActivityException>(() => unreachable.Channel("queue").DeliverAsync(Published.Ended, null, Cancel));

        Assert.Equal(ErrorTypes.Configuration, missing.ErrorType);
        Assert.Equal(ErrorTypes.Transient, passing.ErrorType);
    }
}
