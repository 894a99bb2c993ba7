using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Tests.Requests;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Tests.Workflow;

public sealed class AwaitingContractTests
{
    [Fact]
    public async Task A_notification_leads_to_one_look_at_each_query_and_to_completion()
    {
        await using var flow = await Flow.WaitingAsync();
        var contractId = flow.WeChatPay.Sign();
        var users = flow.WeChatPay.Count("user");

        await flow.RaiseAsync(ExternalEvents.ContractChanged);

        Assert.Equal(contractId, (await flow.EndsAsync(OutcomeKind.Completed, null)).ContractId);
        Assert.Equal(users + 1, flow.WeChatPay.Count("user"));
        Assert.Equal(1, flow.WeChatPay.Count("contract"));
    }

    [Fact]
    public async Task A_notification_is_a_hint_and_nothing_more()
    {
        await using var flow = await Flow.WaitingAsync();

        await flow.RaiseAsync(ExternalEvents.ContractChanged);

        await flow.StepIsAsync(OnboardingStep.AwaitingContract);
        Assert.Equal(0, flow.WeChatPay.Count("contract"));
    }

    [Fact]
    public async Task Duplicated_and_early_notifications_complete_it_once()
    {
        await using var flow = await Flow.WaitingAsync();
        for (var i = 0; i < 3; i++)
        {
            await flow.RaiseAsync(ExternalEvents.ContractChanged);
        }

        flow.WeChatPay.Sign();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => flow.NotifyAsync()));

        await flow.EndsAsync(OutcomeKind.Completed, null);
        Assert.Single(flow.Channel.Delivered);
        Assert.Equal(1, flow.WeChatPay.Count("contract"));
    }

    [Fact]
    public async Task Repeats_that_come_while_we_look_cost_one_more_look_all_together()
    {
        await using var flow = await Flow.WaitingAsync();
        var users = flow.WeChatPay.Count("user");
        flow.WeChatPay.Before["user"] = () =>
        {
            for (var i = 0; i < 15; i++)
            {
                flow.RaiseAtOnce(ExternalEvents.ContractChanged, "null");
            }
        };

        await flow.NotifyAsync();

        await flow.StepIsAsync(OnboardingStep.AwaitingContract);
        Assert.Equal(users + 2, flow.WeChatPay.Count("user"));
    }

    [Fact]
    public async Task A_notification_that_never_comes_is_made_up_for_by_a_poll()
    {
        await using var flow = await Flow.WaitingAsync();
        flow.WeChatPay.Sign();

        await flow.AdvanceAsync(TimeSpan.FromSeconds(31));

        await flow.EndsAsync(OutcomeKind.Completed, null);
    }

    [Fact]
    public async Task Polls_grow_apart_up_to_an_hour()
    {
        await using var flow = await Flow.WaitingAsync();
        await flow.AdvanceAsync(TimeSpan.FromHours(24));

        var polls = flow.WeChatPay.Calls.Where(call => call.Call == "user").Select(call => call.At).Skip(1).ToList();
        var gaps = polls.Zip(polls.Skip(1), (first, second) => second - first).ToList();
        Assert.InRange(gaps[0], TimeSpan.FromSeconds(40), TimeSpan.FromMinutes(11));
        Assert.All(gaps.TakeLast(5), gap => Assert.InRange(gap, TimeSpan.FromHours(1), TimeSpan.FromMinutes(71)));
    }

    [Fact]
    public async Task A_short_budget_stretches_polls()
    {
        await using var flow = await Flow.WaitingAsync();
        flow.WeChatPay.Stretch = 20;
        await flow.AdvanceAsync(TimeSpan.FromSeconds(31));
        var polls = flow.WeChatPay.Count("user");

        await flow.AdvanceAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(polls, flow.WeChatPay.Count("user"));
    }

    [Fact]
    public async Task A_poll_tells_the_budget_how_far_it_was_put_off_and_one_that_fails_is_put_off_as_far_again()
    {
        await using var flow = await Flow.WaitingAsync();
        flow.WeChatPay.Stretch = 3;
        await flow.AdvanceAsync(TimeSpan.FromSeconds(31));
        flow.WeChatPay.Fail("user", ErrorTypes.Transient);
        flow.WeChatPay.Stretch = 5;
        await flow.AdvanceAsync(TimeSpan.FromMinutes(3));

        Assert.Equal([1, 3], flow.WeChatPay.Polled);
        var failed = flow.WeChatPay.Calls.Last().At;
        await flow.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal([1, 3, 3], flow.WeChatPay.Polled.Take(3));
        Assert.Equal(30 * 1.5 * 1.5 * 3, (flow.WeChatPay.Calls.First(call => call.At > failed).At - failed).TotalSeconds, 0.5);
    }

    [Fact]
    public async Task A_look_because_of_a_notification_is_no_poll()
    {
        await using var flow = await Flow.WaitingAsync();

        await flow.RaiseAsync(ExternalEvents.ContractChanged);

        Assert.Empty(flow.WeChatPay.Polled);
    }

    [Fact]
    public async Task A_late_signer_gets_a_fresh_token()
    {
        await using var flow = await Flow.WaitingAsync();
        var first = (await flow.StatusAsync()).Token!;
        await flow.AdvanceAsync(TimeSpan.FromHours(5));

        await flow.RaiseAsync(ExternalEvents.TokenRequested);

        var second = (await flow.StatusAsync()).Token!;
        Assert.Equal(2, second.Number);
        Assert.True(second.ExpiresAt > first.ExpiresAt);
        flow.WeChatPay.Sign();
        await flow.RaiseAsync(ExternalEvents.ContractChanged);
        await flow.EndsAsync(OutcomeKind.Completed, null);
    }

    [Fact]
    public async Task A_fresh_token_that_cannot_be_had_parks_and_a_retry_issues_it()
    {
        await using var flow = await Flow.WaitingAsync();
        await flow.AdvanceAsync(TimeSpan.FromMinutes(10));
        flow.WeChatPay.Fail("presign", ErrorTypes.Configuration);
        await flow.RaiseAsync(ExternalEvents.TokenRequested);
        await flow.StepIsAsync(OnboardingStep.NeedsAttention);

        await flow.RaiseAsync(ExternalEvents.RetryRequested);

        Assert.Equal(2, (await flow.StepIsAsync(OnboardingStep.AwaitingContract)).Token!.Number);
    }

    [Fact]
    public async Task Requests_for_a_token_that_come_together_make_one()
    {
        await using var flow = await Flow.WaitingAsync();

        await flow.RaiseAsync(ExternalEvents.TokenRequested);
        await flow.RaiseAsync(ExternalEvents.TokenRequested);

        Assert.Equal(1, flow.WeChatPay.Count("presign"));
    }

    [Fact]
    public async Task A_person_who_never_signs_expires_after_the_last_token_and_one_more_look()
    {
        await using var flow = await Flow.WaitingAsync();
        await flow.AdvanceAsync(TimeSpan.FromHours(71));
        await flow.StepIsAsync(OnboardingStep.AwaitingContract);

        await flow.AdvanceAsync(TimeSpan.FromHours(2));

        await flow.EndsAsync(OutcomeKind.Expired, OutcomeCodes.DeadlinePassed);
    }

    [Fact]
    public async Task A_contract_signed_after_the_deadline_with_the_last_token_is_completed()
    {
        await using var flow = await Flow.WaitingAsync(new OnboardingOptions { Deadline = TimeSpan.FromMinutes(2) });
        await flow.AdvanceAsync(TimeSpan.FromSeconds(125));
        Assert.True((await flow.StatusAsync()).Ending);
        flow.WeChatPay.Sign();

        await flow.AdvanceAsync(TimeSpan.FromMinutes(5));

        await flow.EndsAsync(OutcomeKind.Completed, null);
    }

    [Fact]
    public async Task While_the_wait_is_being_closed_no_token_is_issued()
    {
        await using var flow = await Flow.WaitingAsync(new OnboardingOptions { Deadline = TimeSpan.FromMinutes(2) });
        await flow.AdvanceAsync(TimeSpan.FromSeconds(125));

        await flow.RaiseAsync(ExternalEvents.TokenRequested);
        await flow.AdvanceAsync(TimeSpan.FromMinutes(10));

        await flow.EndsAsync(OutcomeKind.Expired, OutcomeCodes.DeadlinePassed);
        Assert.Equal(1, flow.WeChatPay.Count("presign"));
    }

    [Fact]
    public async Task A_contract_signed_and_ended_between_two_looks_is_cancelled_by_the_person()
    {
        await using var flow = await Flow.WaitingAsync();
        flow.WeChatPay.Sign();
        flow.WeChatPay.TerminateByPerson();

        await flow.RaiseAsync(ExternalEvents.ContractChanged);

        await flow.EndsAsync(OutcomeKind.Cancelled, OutcomeCodes.TerminatedByPerson);
    }

    [Fact]
    public async Task A_contract_that_had_ended_before_the_run_is_no_news()
    {
        await using var flow = await Flow.CreateAsync();
        flow.WeChatPay.Sign();
        flow.WeChatPay.TerminateByPerson();
        await flow.StartAsync(SampleRequests.Minimal);

        await flow.RaiseAsync(ExternalEvents.ContractChanged);
        await flow.StepIsAsync(OnboardingStep.AwaitingContract);
        flow.WeChatPay.Sign();
        await flow.RaiseAsync(ExternalEvents.ContractChanged);

        await flow.EndsAsync(OutcomeKind.Completed, null);
    }

    [Fact]
    public async Task A_look_that_fails_leaves_the_wait_as_it_was()
    {
        await using var flow = await Flow.WaitingAsync();
        flow.WeChatPay.Fail("user", ErrorTypes.Transient);
        await flow.AdvanceAsync(TimeSpan.FromSeconds(31));
        await flow.StepIsAsync(OnboardingStep.AwaitingContract);
        flow.WeChatPay.Sign();

        await flow.AdvanceAsync(TimeSpan.FromMinutes(2));

        await flow.EndsAsync(OutcomeKind.Completed, null);
    }

    [Fact]
    public async Task A_long_wait_continues_as_new_and_loses_nothing()
    {
        await using var flow = await Flow.WaitingAsync(new OnboardingOptions { Deadline = TimeSpan.FromDays(29) });
        await flow.AdvanceAsync(TimeSpan.FromDays(10));
        Assert.NotNull((await flow.InputAsync()).Continued);
        Assert.Equal(1, (await flow.StatusAsync()).Token!.Number);

        await flow.RaiseAsync(ExternalEvents.TokenRequested);
        Assert.Equal(2, (await flow.StatusAsync()).Token!.Number);
        flow.WeChatPay.Sign();
        await flow.RaiseAsync(ExternalEvents.ContractChanged);

        await flow.EndsAsync(OutcomeKind.Completed, null);
        Assert.Single(flow.Channel.Delivered);
    }

    [Fact]
    public async Task A_cancellation_that_comes_while_a_wait_continues_as_new_is_not_lost()
    {
        await using var flow = await Flow.WaitingAsync(new OnboardingOptions { Deadline = TimeSpan.FromDays(29) });
        var before = (await flow.InputAsync()).Continued;
        flow.Index.Meanwhile = () => flow.RaiseAtOnce(ExternalEvents.Cancelled, """{"terminate_contract":false}""");

        await flow.AdvanceAsync(TimeSpan.FromDays(10));

        Assert.Null(before);
        Assert.Null(flow.Index.Meanwhile);
        await flow.EndsAsync(OutcomeKind.Cancelled, OutcomeCodes.CancelledOnRequest);
    }
}
