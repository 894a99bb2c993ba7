using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Tests.Requests;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Tests.Workflow;

public sealed class PresignStepTests
{
    [Fact]
    public async Task A_bank_card_that_WeChat_Pay_refuses_is_rejected_with_its_code()
    {
        await using var flow = await Flow.CreateAsync();
        flow.WeChatPay.PresignRefusal = new BusinessRefusal("CARD_REFUSED", "This card can't be bound.");
        await flow.StartAsync(SampleRequests.Minimal);

        await flow.EndsAsync(OutcomeKind.Rejected, "CARD_REFUSED");
        Assert.Equal(1, flow.WeChatPay.Count("presign"));
    }

    [Fact]
    public async Task An_unknown_result_asks_for_the_contract_state_before_it_repeats()
    {
        await using var flow = await Flow.CreateAsync();
        flow.WeChatPay.Fail("presign", ErrorTypes.ResultUnknown);
        await flow.StartAsync(SampleRequests.Minimal);
        Assert.Equal(["organization", "user", "presign", "user"], flow.WeChatPay.Calls.Select(call => call.Call));

        await flow.AdvanceAsync(TimeSpan.FromSeconds(2));

        await flow.StepIsAsync(OnboardingStep.AwaitingContract);
        Assert.Equal(2, flow.WeChatPay.Count("presign"));
    }

    [Fact]
    public async Task An_unknown_result_that_turns_out_to_be_a_contract_needs_no_other_presign()
    {
        await using var flow = await Flow.CreateAsync();
        flow.WeChatPay.Fail("presign", ErrorTypes.ResultUnknown);
        flow.WeChatPay.Before["presign"] = () => flow.WeChatPay.Sign();
        await flow.StartAsync(SampleRequests.Minimal);

        await flow.EndsAsync(OutcomeKind.Completed, null);
        Assert.Equal(1, flow.WeChatPay.Count("presign"));
    }

    [Fact]
    public async Task The_token_is_never_shown_in_clear()
    {
        await using var flow = await Flow.CreateAsync();
        await flow.StartAsync(SampleRequests.Minimal);
        var snapshot = await flow.SnapshotAsync();

        Assert.DoesNotContain("token-1", snapshot.CustomStatus, StringComparison.Ordinal);
        Assert.NotNull((await flow.StatusAsync()).Token);
    }

    [Fact]
    public async Task A_configuration_fault_parks_at_once_and_a_retry_goes_on()
    {
        await using var flow = await Flow.CreateAsync();
        flow.WeChatPay.Fail("presign", ErrorTypes.Configuration);
        await flow.StartAsync(SampleRequests.Minimal);
        var parked = await flow.StepIsAsync(OnboardingStep.NeedsAttention);
        Assert.Equal(OnboardingStep.Presigning, parked.Attention!.Step);
        Assert.Equal(ErrorTypes.Configuration, parked.Attention.Code);
        Assert.Equal(1, flow.WeChatPay.Count("presign"));

        await flow.RaiseAsync(ExternalEvents.RetryRequested);

        await flow.StepIsAsync(OnboardingStep.AwaitingContract);
    }

    [Fact]
    public async Task A_passing_fault_that_does_not_pass_parks()
    {
        await using var flow = await Flow.CreateAsync();
        flow.WeChatPay.Fail("presign", ErrorTypes.Transient, 8);
        await flow.StartAsync(SampleRequests.Minimal);
        await flow.AdvanceAsync(TimeSpan.FromMinutes(20));

        await flow.StepIsAsync(OnboardingStep.NeedsAttention);
        Assert.Equal(8, flow.WeChatPay.Count("presign"));
    }

    [Fact]
    public async Task While_a_key_cannot_be_used_people_wait_and_go_on_by_themselves_when_it_is_back()
    {
        await using var flow = await Flow.CreateAsync();
        flow.WeChatPay.Fail("presign", ErrorTypes.KeyUnavailable, 9);
        await flow.StartAsync(SampleRequests.Minimal);
        var parked = await flow.StepIsAsync(OnboardingStep.NeedsAttention);
        Assert.Equal((OnboardingStep.Presigning, ErrorTypes.KeyUnavailable), (parked.Attention!.Step, parked.Attention.Code));

        await flow.AdvanceAsync(TimeSpan.FromHours(1));
        await flow.StepIsAsync(OnboardingStep.NeedsAttention);
        Assert.Equal(8, flow.WeChatPay.Count("presign"));
        await flow.AdvanceAsync(TimeSpan.FromHours(1));

        await flow.StepIsAsync(OnboardingStep.AwaitingContract);
        Assert.Equal(OnboardingStep.AwaitingContract, (await flow.IndexedAsync())!.Step);
        Assert.Equal(10, flow.WeChatPay.Count("presign"));
    }

    [Fact]
    public async Task An_operator_who_has_put_the_key_right_needs_not_wait_for_the_next_look()
    {
        await using var flow = await Flow.CreateAsync();
        flow.WeChatPay.Fail("presign", ErrorTypes.KeyUnavailable);
        await flow.StartAsync(SampleRequests.Minimal);

        await flow.RaiseAsync(ExternalEvents.RetryRequested);

        await flow.StepIsAsync(OnboardingStep.AwaitingContract);
    }

    [Fact]
    public async Task A_key_that_never_comes_back_ends_it_after_seven_days_and_not_before()
    {
        await using var flow = await Flow.CreateAsync();
        flow.WeChatPay.Fail("presign", ErrorTypes.KeyUnavailable, 1000);
        await flow.StartAsync(SampleRequests.Minimal);
        await flow.AdvanceAsync(TimeSpan.FromDays(6.9));
        await flow.StepIsAsync(OnboardingStep.NeedsAttention);

        await flow.AdvanceAsync(TimeSpan.FromHours(3));

        await flow.EndsAsync(OutcomeKind.Failed, OutcomeCodes.AttentionTimedOut);
    }

    [Fact]
    public async Task Who_waits_for_a_signature_while_the_key_cannot_be_used_is_looked_at_once_it_is_back()
    {
        await using var flow = await Flow.WaitingAsync();
        flow.WeChatPay.Sign();
        flow.WeChatPay.Fail("user", ErrorTypes.KeyUnavailable, 3);
        await flow.AdvanceAsync(TimeSpan.FromSeconds(31));
        await flow.StepIsAsync(OnboardingStep.NeedsAttention);

        await flow.AdvanceAsync(TimeSpan.FromMinutes(2));

        await flow.EndsAsync(OutcomeKind.Completed, null);
    }

    [Fact]
    public async Task A_run_that_nobody_retries_fails_after_seven_days()
    {
        await using var flow = await Flow.CreateAsync();
        flow.WeChatPay.Fail("presign", ErrorTypes.Configuration);
        await flow.StartAsync(SampleRequests.Minimal);
        await flow.AdvanceAsync(TimeSpan.FromDays(6.9));
        await flow.StepIsAsync(OnboardingStep.NeedsAttention);

        await flow.AdvanceAsync(TimeSpan.FromHours(3));

        await flow.EndsAsync(OutcomeKind.Failed, OutcomeCodes.AttentionTimedOut);
    }

    [Fact]
    public async Task A_parked_run_can_be_cancelled()
    {
        await using var flow = await Flow.CreateAsync();
        flow.WeChatPay.Fail("presign", ErrorTypes.Configuration);
        await flow.StartAsync(SampleRequests.Minimal);

        await flow.CancelAsync(terminateContract: false);

        await flow.EndsAsync(OutcomeKind.Cancelled, OutcomeCodes.CancelledOnRequest);
    }

    [Fact]
    public async Task A_person_whose_data_key_was_erased_fails_as_unreadable()
    {
        await using var flow = await Flow.CreateAsync();
        flow.WeChatPay.Fail("presign", ErrorTypes.Configuration);
        await flow.StartAsync(SampleRequests.Minimal);
        await flow.EraseDataKeysAsync();

        await flow.RaiseAsync(ExternalEvents.RetryRequested);

        await flow.EndsAsync(OutcomeKind.Failed, OutcomeCodes.DataUnreadable);
    }
}
