using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Tests.Requests;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Tests.Workflow;

public sealed class EndingTests
{
    [Fact]
    public async Task Cancelling_before_signing_waits_for_the_last_token_to_run_out()
    {
        await using var flow = await Flow.WaitingAsync();

        await flow.CancelAsync(terminateContract: false);
        Assert.True((await flow.StatusAsync()).Ending);
        await flow.AdvanceAsync(TimeSpan.FromMinutes(7));

        await flow.EndsAsync(OutcomeKind.Cancelled, OutcomeCodes.CancelledOnRequest);
    }

    [Fact]
    public async Task Signed_after_the_cancellation_is_terminated_when_the_caller_asked_for_that()
    {
        await using var flow = await Flow.WaitingAsync();
        await flow.CancelAsync(terminateContract: true);
        flow.WeChatPay.Sign();

        await flow.AdvanceAsync(TimeSpan.FromMinutes(7));

        await flow.EndsAsync(OutcomeKind.Cancelled, OutcomeCodes.CancelledOnRequest);
        Assert.Equal(ContractState.Terminated, flow.WeChatPay.User!.ContractState);
    }

    [Fact]
    public async Task Signed_after_the_cancellation_stands_when_the_caller_did_not_ask()
    {
        await using var flow = await Flow.WaitingAsync();
        await flow.CancelAsync(terminateContract: false);
        var contractId = flow.WeChatPay.Sign();

        await flow.AdvanceAsync(TimeSpan.FromMinutes(7));

        Assert.Equal(contractId, (await flow.EndsAsync(OutcomeKind.Cancelled, OutcomeCodes.ContractStands)).ContractId);
        Assert.Equal(0, flow.WeChatPay.Count("terminate"));
    }

    [Fact]
    public async Task A_person_in_debt_is_not_released_and_the_outcome_says_so()
    {
        await using var flow = await Flow.WaitingAsync();
        flow.WeChatPay.TerminateRefusal = new BusinessRefusal("USER_IN_DEBT", "repay first") { InDebt = true };
        await flow.CancelAsync(terminateContract: true);
        flow.WeChatPay.Sign();

        await flow.AdvanceAsync(TimeSpan.FromMinutes(7));

        await flow.EndsAsync(OutcomeKind.Cancelled, OutcomeCodes.RepaymentNeeded);
    }

    [Fact]
    public async Task A_termination_of_unknown_result_is_resolved_by_asking()
    {
        await using var flow = await Flow.WaitingAsync();
        flow.WeChatPay.AfterTerminate = () =>
        {
            flow.WeChatPay.AfterTerminate = null;
            throw new ActivityException(ErrorTypes.ResultUnknown, "dropped after sending");
        };
        await flow.CancelAsync(terminateContract: true);
        flow.WeChatPay.Sign();

        await flow.AdvanceAsync(TimeSpan.FromMinutes(7));

        await flow.EndsAsync(OutcomeKind.Cancelled, OutcomeCodes.CancelledOnRequest);
        Assert.Equal(1, flow.WeChatPay.Count("terminate"));
    }

    [Fact]
    public async Task A_termination_that_WeChat_Pay_refuses_for_another_reason_says_which()
    {
        await using var flow = await Flow.WaitingAsync();
        flow.WeChatPay.TerminateRefusal = new BusinessRefusal("USER_FROZEN", "not now");
        await flow.CancelAsync(terminateContract: true);
        var contractId = flow.WeChatPay.Sign();

        await flow.AdvanceAsync(TimeSpan.FromMinutes(7));

        var outcome = await flow.EndsAsync(OutcomeKind.Cancelled, OutcomeCodes.ContractNotReleased);
        Assert.Equal(contractId, outcome.ContractId);
        Assert.StartsWith("USER_FROZEN", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signed_and_ended_while_the_wait_is_being_closed_is_cancelled_by_the_person()
    {
        await using var flow = await Flow.WaitingAsync();
        await flow.CancelAsync(terminateContract: true);
        flow.WeChatPay.Sign();
        flow.WeChatPay.TerminateByPerson();

        await flow.AdvanceAsync(TimeSpan.FromMinutes(7));

        await flow.EndsAsync(OutcomeKind.Cancelled, OutcomeCodes.TerminatedByPerson);
    }

    [Fact]
    public async Task Cancelling_while_an_earlier_contract_is_found_leaves_that_contract_alone()
    {
        await using var flow = await Flow.CreateAsync();
        var contractId = flow.WeChatPay.Sign();
        flow.WeChatPay.Before["user"] = () => flow.RaiseAtOnce(ExternalEvents.Cancelled, "{\"terminate_contract\":true}");
        await flow.StartAsync(SampleRequests.Minimal);

        Assert.Equal(contractId, (await flow.EndsAsync(OutcomeKind.Cancelled, OutcomeCodes.ContractStands)).ContractId);
        Assert.Equal(0, flow.WeChatPay.Count("terminate"));
    }

    [Fact]
    public async Task Cancelling_between_the_two_queries_ends_the_contract_that_was_asked_to_be_ended()
    {
        await using var flow = await Flow.WaitingAsync();
        flow.WeChatPay.Sign();
        flow.WeChatPay.Before["user"] = () => flow.RaiseAtOnce(ExternalEvents.Cancelled, "{\"terminate_contract\":true}");

        await flow.RaiseAsync(ExternalEvents.ContractChanged);

        await flow.EndsAsync(OutcomeKind.Cancelled, OutcomeCodes.CancelledOnRequest);
        Assert.Equal(1, flow.WeChatPay.Count("terminate"));
    }

    [Theory]
    [InlineData(true, OutcomeCodes.CancelledOnRequest)]
    [InlineData(false, OutcomeCodes.ContractStands)]
    public async Task Cancelled_while_parked_in_verification_the_contract_ends_as_the_caller_asked(bool terminate, string code)
    {
        await using var flow = await Flow.WaitingAsync();
        flow.WeChatPay.Sign();
        flow.WeChatPay.Fail("contract", ErrorTypes.Configuration);
        await flow.RaiseAsync(ExternalEvents.ContractChanged);
        await flow.StepIsAsync(OnboardingStep.NeedsAttention);

        await flow.CancelAsync(terminate);

        await flow.EndsAsync(OutcomeKind.Cancelled, code);
        Assert.Equal(terminate ? 1 : 0, flow.WeChatPay.Count("terminate"));
    }

    [Fact]
    public async Task Cancelled_while_parked_with_a_token_out_it_still_looks_before_it_ends()
    {
        await using var flow = await Flow.WaitingAsync();
        await flow.AdvanceAsync(TimeSpan.FromMinutes(10));
        flow.WeChatPay.Fail("presign", ErrorTypes.Configuration);
        await flow.RaiseAsync(ExternalEvents.TokenRequested);
        await flow.StepIsAsync(OnboardingStep.NeedsAttention);
        var contractId = flow.WeChatPay.Sign();

        await flow.CancelAsync(terminateContract: false);

        Assert.Equal(contractId, (await flow.EndsAsync(OutcomeKind.Cancelled, OutcomeCodes.ContractStands)).ContractId);
    }

    [Fact]
    public async Task A_last_look_that_cannot_be_had_parks_even_when_cancelled_for_somebody_may_have_signed()
    {
        await using var flow = await Flow.WaitingAsync();
        await flow.CancelAsync(terminateContract: true);
        flow.WeChatPay.Sign();
        flow.WeChatPay.Fail("user", ErrorTypes.Configuration);
        await flow.AdvanceAsync(TimeSpan.FromMinutes(7));
        await flow.StepIsAsync(OnboardingStep.NeedsAttention);

        await flow.RaiseAsync(ExternalEvents.RetryRequested);

        await flow.EndsAsync(OutcomeKind.Cancelled, OutcomeCodes.CancelledOnRequest);
        Assert.Equal(1, flow.WeChatPay.Count("terminate"));
    }

    [Fact]
    public async Task A_contract_that_ends_before_it_is_verified_is_cancelled_by_the_person()
    {
        await using var flow = await Flow.WaitingAsync();
        flow.WeChatPay.Sign();
        flow.WeChatPay.Before["contract"] = flow.WeChatPay.TerminateByPerson;

        await flow.RaiseAsync(ExternalEvents.ContractChanged);

        await flow.EndsAsync(OutcomeKind.Cancelled, OutcomeCodes.TerminatedByPerson);
    }

    [Theory]
    [InlineData("O2", "1900000001", ContractMode.LimitNone)]
    [InlineData("O1", "1900000002", ContractMode.LimitNone)]
    [InlineData("O1", "1900000001", ContractMode.LimitBankCard)]
    public async Task A_contract_that_is_not_the_one_asked_for_is_rejected_and_left_alone(string organization, string mchId, ContractMode mode)
    {
        await using var flow = await Flow.WaitingAsync();
        flow.WeChatPay.Sign(mode, organization, mchId);

        await flow.RaiseAsync(ExternalEvents.ContractChanged);

        await flow.EndsAsync(OutcomeKind.Rejected, OutcomeCodes.ContractMismatch);
        Assert.Equal(0, flow.WeChatPay.Count("terminate"));
    }

    [Fact]
    public async Task Queries_that_disagree_make_the_run_wait_on()
    {
        await using var flow = await Flow.WaitingAsync();
        flow.WeChatPay.Sign();
        var contract = flow.WeChatPay.Contract;
        flow.WeChatPay.Contract = null;
        await flow.RaiseAsync(ExternalEvents.ContractChanged);
        Assert.Null(await flow.OutcomeAsync());
        flow.WeChatPay.Contract = contract;

        await flow.AdvanceAsync(TimeSpan.FromMinutes(3));

        await flow.EndsAsync(OutcomeKind.Completed, null);
    }
}
