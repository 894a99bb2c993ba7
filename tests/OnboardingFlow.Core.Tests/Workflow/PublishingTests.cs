using OnboardingFlow.Core.Publishing;
using OnboardingFlow.Core.Tests.Requests;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Tests.Workflow;

/// <summary>What is told of an end: events, timeline, index.</summary>
public sealed class PublishingTests
{
    [Fact]
    public async Task The_end_is_published_once_with_a_stable_id_and_without_personal_data()
    {
        await using var flow = await Flow.WaitingAsync();
        flow.WeChatPay.Sign();
        await flow.RaiseAsync(ExternalEvents.ContractChanged);

        var published = Assert.Single(flow.Channel.Delivered);
        Assert.Equal($"{flow.Id}-r1-{(await flow.InputAsync()).Nonce}-ended", published.Id);
        Assert.Equal(EventTypes.Ended, published.Type);
        Assert.Contains("\"outcome\":\"Completed\"", published.DataJson, StringComparison.Ordinal);
        Assert.Contains("\"code\":null,\"contract_id\":\"", published.DataJson, StringComparison.Ordinal);
        Assert.DoesNotContain(SampleRequests.IdNumber, published.DataJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delivery_that_fails_for_a_day_changes_no_outcome()
    {
        await using var flow = await Flow.WaitingAsync();
        flow.Channel.Down = true;
        flow.WeChatPay.Sign();
        await flow.RaiseAsync(ExternalEvents.ContractChanged);
        await flow.EndsAsync(OutcomeKind.Completed, null);

        await flow.AdvanceAsync(TimeSpan.FromHours(26));

        Assert.Equal(DeliveryState.Failed, (await flow.DeliveryAsync()).State);
        Assert.InRange(flow.Channel.Tries, 20, 60);
        await flow.EndsAsync(OutcomeKind.Completed, null);
    }

    [Fact]
    public async Task A_delivery_that_recovers_delivers_the_same_event()
    {
        await using var flow = await Flow.WaitingAsync();
        flow.Channel.Down = true;
        flow.WeChatPay.Sign();
        await flow.RaiseAsync(ExternalEvents.ContractChanged);
        await flow.AdvanceAsync(TimeSpan.FromMinutes(1));
        flow.Channel.Down = false;

        await flow.AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.Equal($"{flow.Id}-r1-{(await flow.InputAsync()).Nonce}-ended", Assert.Single(flow.Channel.Delivered).Id);
        Assert.Equal(DeliveryState.Delivered, (await flow.DeliveryAsync()).State);
    }

    [Fact]
    public async Task A_terminated_run_publishes_the_truth()
    {
        await using var flow = await Flow.WaitingAsync();

        await flow.TerminateAsync();
        await flow.AdvanceAsync(TimeSpan.FromMinutes(1));

        var published = Assert.Single(flow.Channel.Delivered);
        Assert.Equal($"{flow.Id}-r1-{(await flow.InputAsync()).Nonce}-ended", published.Id);
        Assert.Contains("\"outcome\":\"Terminated\"", published.DataJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delivery_that_looks_before_the_end_waits_for_it_and_does_not_fail()
    {
        await using var flow = await Flow.WaitingAsync();
        await flow.StartDeliveriesAsync();
        Assert.False(await flow.IsIdleAsync(), "It doesn't look any more.");

        await flow.TerminateAsync();

        Assert.Single(flow.Channel.Delivered);
        Assert.Equal(0, await flow.FailedAttemptsOfDeliveryAsync());
    }

    [Fact]
    public async Task A_delivery_whose_end_does_not_come_fails_after_a_few_seconds_and_is_repeated()
    {
        await using var flow = await Flow.WaitingAsync();
        await flow.StartDeliveriesAsync();
        await flow.LetActivitiesWaitAsync();
        Assert.NotEqual(0, await flow.FailedAttemptsOfDeliveryAsync());

        await flow.TerminateAsync();
        await flow.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Single(flow.Channel.Delivered);
    }

    [Fact]
    public async Task A_notification_after_the_end_publishes_that_the_contract_is_gone_once()
    {
        await using var flow = await Flow.WaitingAsync();
        flow.WeChatPay.Sign();
        await flow.RaiseAsync(ExternalEvents.ContractChanged);
        flow.WeChatPay.TerminateByPerson();

        await flow.NotifyAsync();
        await flow.NotifyAsync();
        await flow.AdvanceAsync(TimeSpan.FromMinutes(2));
        await flow.NotifyAsync();
        await flow.AdvanceAsync(TimeSpan.FromMinutes(2));

        Assert.Equal([EventTypes.Ended, EventTypes.ContractTerminated], flow.Channel.Delivered.Select(published => published.Type));
    }

    [Fact]
    public async Task A_notification_after_the_end_about_a_contract_that_stands_publishes_nothing()
    {
        await using var flow = await Flow.WaitingAsync();
        flow.WeChatPay.Sign();
        await flow.RaiseAsync(ExternalEvents.ContractChanged);

        await flow.NotifyAsync();
        await flow.AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.Single(flow.Channel.Delivered);
    }

    [Fact]
    public async Task The_timeline_tells_the_steps_in_order()
    {
        await using var flow = await Flow.WaitingAsync();
        flow.WeChatPay.Sign();
        await flow.RaiseAsync(ExternalEvents.ContractChanged);

        var steps = (await flow.TimelineAsync()).Where(entry => entry.Kind is "step" or "outcome").Select(entry => entry.Name);
        Assert.Equal(
            ["Accepted", "CheckingIdentity", "Presigning", "AwaitingContract", "VerifyingContract", "Completing", "Completed"], steps);
    }

    [Fact]
    public async Task A_terminated_run_ends_in_the_index_also_where_the_engine_ends_it_later()
    {
        await using var flow = await Flow.WaitingAsync();

        await flow.TerminateAsync(); // The engine alone: nobody waits to write the end, as on Durable Task.
        await flow.AdvanceAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(OutcomeKind.Terminated, (await flow.IndexedAsync())?.Outcome?.Kind);
    }
}
