using Azure;
using Azure.Storage.Queues;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OnboardingFlow.Core.Intake;
using OnboardingFlow.Integrations.Requests;

namespace OnboardingFlow.Integrations.Tests;

public sealed class MessageWorkerTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_in_work_is_renewed_at_each_third_of_its_visibility()
    {
        await using var services = new TestServices(azurite.NewAccount());
        var (queue, lease) = await LeaseAsync(services);
        var time = new FakeTimeProvider();

        await using (new LeaseRenewal(lease, TimeSpan.FromMinutes(3), time, NullLogger.Instance))
        {
            time.Advance(TimeSpan.FromMinutes(1));
        }

        var stale = await Assert.ThrowsAsync<RequestFailedException>(() => queue.DeleteMessageAsync(lease.Message.MessageId, lease.Message.PopReceipt, Cancel));
        Assert.Equal("PopReceiptMismatch", stale.ErrorCode);
        await lease.DeleteAsync(Cancel);
        Assert.False(lease.IsLost);
        Assert.Equal(0, (await queue.GetPropertiesAsync(Cancel)).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task A_message_that_somebody_else_has_now_gets_no_effect_from_us()
    {
        var intake = new ScriptedIntake();
        await using var services = new TestServices(azurite.NewAccount(), intake);
        var (queue, lease) = await LeaseAsync(services);
        intake.Decide = async (message, _) =>
        {
            await queue.ClearMessagesAsync(Cancel);
            await lease.HideAsync(TimeSpan.FromMinutes(1), Cancel);
            return new IntakeDecision.Poison(PoisonMessages.Of(message.MessageId));
        };

        await services.Get<MessageWorker>().WorkAsync(lease, Cancel);

        Assert.True(lease.IsLost);
        Assert.Empty(await TestServices.PeekAsync(services.PoisonQueue));
    }

    [Fact]
    public async Task Deleting_a_message_that_is_gone_already_is_no_fault()
    {
        var intake = new ScriptedIntake();
        await using var services = new TestServices(azurite.NewAccount(), intake);
        var (queue, lease) = await LeaseAsync(services);
        intake.Decide = async (_, _) =>
        {
            await queue.ClearMessagesAsync(Cancel);
            return new IntakeDecision.Delete("done");
        };

        Assert.True(await services.Get<MessageWorker>().WorkAsync(lease, Cancel));
        Assert.True(lease.IsLost);
    }

    private static async Task<(QueueClient Queue, LeasedMessage Lease)> LeaseAsync(TestServices services)
    {
        await services.Storage.EnsureCreatedAsync(Cancel);
        var queue = services.RequestQueue;
        await queue.SendMessageAsync("x", Cancel);
        var message = (await queue.ReceiveMessageAsync(TimeSpan.FromMinutes(3), Cancel)).Value;
        return (queue, new LeasedMessage(queue, message));
    }
}
