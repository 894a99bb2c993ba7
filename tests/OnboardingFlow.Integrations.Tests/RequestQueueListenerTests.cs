using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using OnboardingFlow.Core.Intake;

namespace OnboardingFlow.Integrations.Tests;

public sealed class RequestQueueListenerTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_handed_over_as_it_came_and_deleted_once_handled()
    {
        var intake = new ScriptedIntake();
        await using var services = new TestServices(azurite.NewAccount(), intake);
        await services.Storage.EnsureCreatedAsync(Cancel);
        var sent = await services.RequestQueue.SendMessageAsync("""{"name":"<张三> & co","x":"\u0001"}""", Cancel);

        await services.Listener.StartAsync(Cancel);
        var message = await intake.NextAsync();
        await services.Listener.StopAsync(Cancel);

        Assert.Equal(sent.Value.MessageId, message.MessageId);
        Assert.Equal("""{"name":"<张三> & co","x":"\u0001"}""", Encoding.UTF8.GetString(message.Body.Span));
        Assert.Equal(1, message.DequeueCount);
        Assert.Equal(0, (await services.RequestQueue.GetPropertiesAsync(Cancel)).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task Base64_is_handed_over_undecoded()
    {
        var intake = new ScriptedIntake();
        await using var services = new TestServices(azurite.NewAccount(), intake);
        await services.Storage.EnsureCreatedAsync(Cancel);
        await services.RequestQueue.SendMessageAsync(Convert.ToBase64String("{}"u8), Cancel);

        await services.Listener.StartAsync(Cancel);
        var message = await intake.NextAsync();
        await services.Listener.StopAsync(Cancel);

        Assert.Equal("e30=", Encoding.UTF8.GetString(message.Body.Span));
    }

    [Fact]
    public async Task Queues_are_created_where_they_are_missing()
    {
        var intake = new ScriptedIntake();
        await using var services = new TestServices(azurite.NewAccount(), intake);

        await services.Storage.EnsureCreatedAsync(Cancel);

        Assert.True(await services.RequestQueue.ExistsAsync(Cancel));
        Assert.True(await services.PoisonQueue.ExistsAsync(Cancel));
        Assert.True(await services.EventsQueue.ExistsAsync(Cancel));
        Assert.True(await services.PoisonContainer.ExistsAsync(Cancel));
    }

    [Fact]
    public async Task More_messages_than_slots_are_all_handled_and_never_more_at_a_time_than_permitted()
    {
        var (busy, peak) = (0, 0);
        var ids = new ConcurrentBag<string>();
        var all = new TaskCompletionSource();
        var intake = new ScriptedIntake
        {
            Decide = async (message, _) =>
            {
                var now = Interlocked.Increment(ref busy);
                InterlockedMax(ref peak, now);
                await Task.Yield();
                ids.Add(message.MessageId);
                Interlocked.Decrement(ref busy);
                if (ids.Count == 60)
                {
                    all.TrySetResult();
                }

                return new IntakeDecision.Delete("done");
            },
        };
        await using var services = new TestServices(azurite.NewAccount(), intake, null, ("RequestQueue:Concurrency", "5"));
        await services.Storage.EnsureCreatedAsync(Cancel);
        for (var i = 0; i < 60; i++)
        {
            await services.RequestQueue.SendMessageAsync($"message {i}", Cancel);
        }

        await services.Listener.StartAsync(Cancel);
        await all.Task.WaitAsync(Cancel);
        await services.Listener.StopAsync(Cancel);

        Assert.Equal(60, ids.Distinct().Count());
        Assert.InRange(peak, 1, 5);
        Assert.Empty(await TestServices.PeekAsync(services.RequestQueue));
    }

    [Fact]
    public async Task A_message_whose_handling_failed_comes_again()
    {
        var intake = new ScriptedIntake();
        intake.Decide = (message, _) => message.DequeueCount == 1
            ? throw new InvalidOperationException("planted")
            : Task.FromResult<IntakeDecision>(new IntakeDecision.Delete("second time"));
        await using var services = new TestServices(azurite.NewAccount(), intake);
        await services.Storage.EnsureCreatedAsync(Cancel);
        await services.RequestQueue.SendMessageAsync("x", Cancel);

        await services.Listener.StartAsync(Cancel);
        var first = await intake.NextAsync();
        var second = await intake.NextAsync();
        await services.Listener.StopAsync(Cancel);

        Assert.Equal(first.MessageId, second.MessageId);
        Assert.Equal(2, second.DequeueCount);
        Assert.Equal(0, (await services.RequestQueue.GetPropertiesAsync(Cancel)).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task A_message_left_alone_stays_and_comes_again()
    {
        var intake = new ScriptedIntake();
        intake.Decide = (message, _) => Task.FromResult<IntakeDecision>(
            message.DequeueCount == 1 ? new IntakeDecision.LeaveAlone("no key vault") : new IntakeDecision.Delete("second time"));
        await using var services = new TestServices(azurite.NewAccount(), intake);
        await services.Storage.EnsureCreatedAsync(Cancel);
        await services.RequestQueue.SendMessageAsync("x", Cancel);

        await services.Listener.StartAsync(Cancel);
        Assert.Equal(1, (await intake.NextAsync()).DequeueCount);
        Assert.Equal(2, (await intake.NextAsync()).DequeueCount);
        await services.Listener.StopAsync(Cancel);
    }

    [Fact]
    public async Task A_retry_puts_the_sealed_copy_with_the_first_messages_id_time_and_tries()
    {
        var copy = new SealedCopy("first-id", PoisonMessages.FirstSeen, 2, "envelope");
        var intake = new ScriptedIntake();
        intake.Decide = (message, _) => Task.FromResult<IntakeDecision>(
            message.Body.Span.SequenceEqual("clear"u8) ? new IntakeDecision.Retry(copy, TimeSpan.FromSeconds(1)) : new IntakeDecision.Delete("copy"));
        await using var services = new TestServices(azurite.NewAccount(), intake);
        await services.Storage.EnsureCreatedAsync(Cancel);
        await services.RequestQueue.SendMessageAsync("clear", Cancel);

        await services.Listener.StartAsync(Cancel);
        var original = await intake.NextAsync();
        var second = await intake.NextAsync();
        await services.Listener.StopAsync(Cancel);

        Assert.NotEqual(original.MessageId, second.MessageId);
        using var json = JsonDocument.Parse(second.Body);
        Assert.Equal("first-id", json.RootElement.GetProperty("copy_of").GetString());
        Assert.Equal(PoisonMessages.FirstSeen, json.RootElement.GetProperty("first_seen").GetDateTimeOffset());
        Assert.Equal(2, json.RootElement.GetProperty("tries").GetInt32());
        Assert.Equal("envelope", json.RootElement.GetProperty("sealed").GetString());
        Assert.Equal(0, (await services.RequestQueue.GetPropertiesAsync(Cancel)).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task A_retried_copy_never_expires()
    {
        var intake = new ScriptedIntake
        {
            Decide = (_, _) => Task.FromResult<IntakeDecision>(new IntakeDecision.Retry(new SealedCopy("id", default, 1, "s"), TimeSpan.Zero)),
        };
        await using var services = new TestServices(azurite.NewAccount(), intake);
        await services.Storage.EnsureCreatedAsync(Cancel);
        await services.RequestQueue.SendMessageAsync("clear", Cancel);

        await services.Listener.StartAsync(Cancel);
        await intake.NextAsync();
        await intake.NextAsync();
        await services.Listener.StopAsync(Cancel);

        var left = Assert.Single((await services.RequestQueue.PeekMessagesAsync(32, Cancel)).Value);
        Assert.Equal(9999, left.ExpiresOn!.Value.Year);
    }

    [Fact]
    public async Task A_poison_message_is_on_the_poison_queue_before_the_original_is_deleted()
    {
        var intake = new ScriptedIntake();
        intake.Decide = (message, _) => Task.FromResult<IntakeDecision>(new IntakeDecision.Poison(PoisonMessages.Of(message.MessageId)));
        await using var services = new TestServices(azurite.NewAccount(), intake);
        await services.Storage.EnsureCreatedAsync(Cancel);
        await services.PoisonQueue.DeleteAsync(Cancel);
        await services.RequestQueue.SendMessageAsync("x", Cancel);

        await services.Listener.StartAsync(Cancel);
        await intake.NextAsync();
        await services.Listener.StopAsync(Cancel);
        Assert.Equal(1, (await services.RequestQueue.GetPropertiesAsync(Cancel)).Value.ApproximateMessagesCount);

        await services.PoisonQueue.CreateAsync(cancellationToken: Cancel);
        await using var restarted = new TestServices(services.Account, intake);
        await restarted.Listener.StartAsync(Cancel);
        var again = await intake.NextAsync();
        await restarted.Listener.StopAsync(Cancel);

        Assert.Equal(0, (await services.RequestQueue.GetPropertiesAsync(Cancel)).Value.ApproximateMessagesCount);
        var text = Assert.Single(await TestServices.PeekAsync(services.PoisonQueue));
        using var json = JsonDocument.Parse(text);
        Assert.Equal(again.MessageId, json.RootElement.GetProperty("message_id").GetString());
        Assert.Equal("validation", json.RootElement.GetProperty("reason").GetString());
        Assert.Equal("must be 11 digits", json.RootElement.GetProperty("errors").GetProperty("presign.facepay_user.phone")[0].GetString());
        Assert.Equal(3, json.RootElement.GetProperty("tries").GetInt32());
        Assert.Equal("sealed-body", json.RootElement.GetProperty("sealed").GetString());
    }

    [Fact]
    public async Task When_stopping_a_message_in_work_may_finish()
    {
        var finish = new TaskCompletionSource<IntakeDecision>();
        var intake = new ScriptedIntake { Decide = (_, _) => finish.Task };
        await using var services = new TestServices(azurite.NewAccount(), intake, null, ("RequestQueue:StopTimeout", "00:10:00"));
        await services.Storage.EnsureCreatedAsync(Cancel);
        await services.RequestQueue.SendMessageAsync("x", Cancel);
        await services.Listener.StartAsync(Cancel);
        await intake.NextAsync();

        var stopping = services.Listener.StopAsync(Cancel);
        Assert.False(stopping.IsCompleted);
        finish.SetResult(new IntakeDecision.Delete("done"));
        await stopping;

        Assert.Equal(0, (await services.RequestQueue.GetPropertiesAsync(Cancel)).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task When_stopping_a_message_that_does_not_finish_in_time_is_let_go_at_once()
    {
        var intake = new ScriptedIntake
        {
            Decide = async (_, cancelled) =>
            {
                await new TaskCompletionSource().Task.WaitAsync(cancelled);
                return new IntakeDecision.Delete("never");
            },
        };
        await using var services = new TestServices(azurite.NewAccount(), intake, null, ("RequestQueue:StopTimeout", "00:00:00"), ("RequestQueue:VisibilityTimeout", "01:00:00"));
        await services.Storage.EnsureCreatedAsync(Cancel);
        var sent = await services.RequestQueue.SendMessageAsync("x", Cancel);
        await services.Listener.StartAsync(Cancel);
        await intake.NextAsync();

        await services.Listener.StopAsync(Cancel);

        var visible = Assert.Single((await services.RequestQueue.ReceiveMessagesAsync(Cancel)).Value);
        Assert.Equal(sent.Value.MessageId, visible.MessageId);
    }

    [Fact]
    public async Task A_listener_whose_storage_is_out_of_reach_goes_on_trying_and_stops_when_told()
    {
        using var storage = new TcpListener(IPAddress.Loopback, 0);
        storage.Start();
        var port = ((IPEndPoint)storage.LocalEndpoint).Port;
        await using var services = new TestServices(
            $"DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;QueueEndpoint=http://127.0.0.1:{port}/a;BlobEndpoint=http://127.0.0.1:{port}/a;");

        await services.Listener.StartAsync(Cancel);
        // More attempts than one call of the storage client makes.
        for (var attempt = 0; attempt < 6; attempt++)
        {
            (await storage.AcceptTcpClientAsync(Cancel)).Dispose();
        }

        storage.Stop();
        await services.Listener.StopAsync(Cancel);

        Assert.True(services.Listener.ExecuteTask!.IsCompletedSuccessfully);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}
