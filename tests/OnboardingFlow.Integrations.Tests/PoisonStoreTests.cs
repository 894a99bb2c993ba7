using System.Text.Json;
using OnboardingFlow.Core.Intake;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Integrations.Requests;

namespace OnboardingFlow.Integrations.Tests;

public sealed class PoisonStoreTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_are_listed_with_their_reasons_each_once()
    {
        await using var services = new TestServices(azurite.NewAccount());
        await PutAsync(services, PoisonMessages.Of("m1"));
        await PutAsync(services, PoisonMessages.Of("m2"));
        await PutAsync(services, PoisonMessages.Of("m1"));

        var page = await services.Poison.ListAsync(Cancel);

        Assert.Equal(["m1", "m2"], page.Items.Select(item => item.MessageId));
        Assert.Equal(3, page.ApproximateCount);
        Assert.Equal("validation", page.Items[0].Reason);
        Assert.Equal(["must be 11 digits"], page.Items[0].Errors["presign.facepay_user.phone"]);
    }

    [Fact]
    public async Task A_message_is_found_by_its_id_beyond_the_first_32_and_the_others_stay_visible()
    {
        await using var services = new TestServices(azurite.NewAccount());
        for (var i = 0; i < 70; i++)
        {
            await PutAsync(services, PoisonMessages.Of($"m{i}"));
        }

        Assert.Equal("m69", (await services.Poison.FindAsync("m69", Cancel))?.MessageId);
        Assert.Null(await services.Poison.FindAsync("m70", Cancel));
        Assert.True(await services.Poison.DeleteAsync("m50", Cancel));
        Assert.False(await services.Poison.DeleteAsync("m50", Cancel));

        var visible = 0;
        while ((await services.PoisonQueue.ReceiveMessagesAsync(32, TimeSpan.FromMinutes(5), Cancel)).Value is { Length: > 0 } batch)
        {
            visible += batch.Length;
        }

        Assert.Equal(69, visible);
    }

    [Fact]
    public async Task A_requeue_carries_the_first_messages_id_time_and_tries_and_removes_the_poison()
    {
        await using var services = new TestServices(azurite.NewAccount());
        await PutAsync(services, PoisonMessages.Of("m1", "original envelope"));

        Assert.Equal(RequeueResult.Done, await services.Poison.RequeueAsync("m1", null, Cancel));

        var copy = JsonSerializer.Deserialize(Assert.Single(await TestServices.PeekAsync(services.RequestQueue)), IntakeJson.Default.SealedCopy);
        Assert.Equal(new SealedCopy("m1", PoisonMessages.FirstSeen, 3, "original envelope"), copy);
        Assert.Empty(await TestServices.PeekAsync(services.PoisonQueue));
        Assert.Equal(RequeueResult.NotFound, await services.Poison.RequeueAsync("m1", null, Cancel));
    }

    [Fact]
    public async Task A_repaired_request_is_requeued_in_place_of_the_original()
    {
        await using var services = new TestServices(azurite.NewAccount());
        await PutAsync(services, PoisonMessages.Of("m1", "original envelope"));

        Assert.Equal(RequeueResult.Done, await services.Poison.RequeueAsync("m1", "repaired envelope", Cancel));

        var copy = JsonSerializer.Deserialize(Assert.Single(await TestServices.PeekAsync(services.RequestQueue)), IntakeJson.Default.SealedCopy);
        Assert.Equal("repaired envelope", copy!.Sealed);
        Assert.Equal("m1", copy.MessageId);
    }

    [Fact]
    public async Task An_envelope_too_big_for_a_queue_message_lies_in_a_blob_that_the_message_names()
    {
        await using var services = new TestServices(azurite.NewAccount());
        var envelope = new string('e', 90_000);
        await PutAsync(services, PoisonMessages.Of("big", envelope));

        using var json = JsonDocument.Parse(Assert.Single(await TestServices.PeekAsync(services.PoisonQueue)));
        Assert.False(json.RootElement.TryGetProperty("sealed", out _));
        var blob = services.PoisonContainer.GetBlobClient(json.RootElement.GetProperty("sealed_blob").GetString());
        Assert.Equal(envelope, (await blob.DownloadContentAsync(Cancel)).Value.Content.ToString());
        Assert.Equal(RequeueResult.NeedsRepair, await services.Poison.RequeueAsync("big", null, Cancel));
        Assert.Equal("big", Assert.Single((await services.Poison.ListAsync(Cancel)).Items).MessageId);

        Assert.Equal(RequeueResult.Done, await services.Poison.RequeueAsync("big", "repaired", Cancel));
        Assert.False(await blob.ExistsAsync(Cancel));
        Assert.Empty(await TestServices.PeekAsync(services.PoisonQueue));
    }

    [Fact]
    public async Task Deleting_removes_the_blob_too()
    {
        await using var services = new TestServices(azurite.NewAccount());
        await PutAsync(services, PoisonMessages.Of("big", new string('e', 90_000)));
        var blob = services.PoisonContainer.GetBlobClient((await services.Poison.FindAsync("big", Cancel))!.SealedBlob);
        Assert.True(await blob.ExistsAsync(Cancel));

        Assert.True(await services.Poison.DeleteAsync("big", Cancel));

        Assert.False(await blob.ExistsAsync(Cancel));
    }

    [Fact]
    public async Task More_errors_than_a_message_holds_are_counted()
    {
        await using var services = new TestServices(azurite.NewAccount());
        var errors = Enumerable.Range(0, 5000).ToDictionary(i => $"presign.unknown_{i:D4}", _ => (IReadOnlyList<string>)["is not known"]);
        await PutAsync(services, PoisonMessages.Of("m1") with { Errors = errors });

        var read = await services.Poison.FindAsync("m1", Cancel);

        Assert.InRange(read!.Errors.Count, 100, 4999);
        Assert.Equal([$"{5000 - (read.Errors.Count - 1)} more fields are wrong"], read.Errors[""]);
    }

    [Theory]
    [InlineData("not json with 13800138000 in it")]
    [InlineData("null")]
    [InlineData("""{"reason":"x"}""")]
    public async Task What_something_else_put_on_the_poison_queue_is_listed_without_its_text_and_can_be_deleted(string text)
    {
        await using var services = new TestServices(azurite.NewAccount());
        await services.Storage.EnsureCreatedAsync(Cancel);
        var sent = await services.PoisonQueue.SendMessageAsync(text, Cancel);

        var item = Assert.Single((await services.Poison.ListAsync(Cancel)).Items);

        Assert.Equal("unreadable", item.Reason);
        Assert.Equal(sent.Value.MessageId, item.MessageId);
        Assert.Null(item.Sealed);
        Assert.Equal(RequeueResult.NeedsRepair, await services.Poison.RequeueAsync(item.MessageId, null, Cancel));
        Assert.True(await services.Poison.DeleteAsync(item.MessageId, Cancel));
        Assert.Empty((await services.Poison.ListAsync(Cancel)).Items);
    }

    private static Task<bool> PutAsync(TestServices services, PoisonMessage message) =>
        services.Get<IntakeEffects>().ApplyAsync(new IntakeDecision.Poison(message), Cancel);
}
