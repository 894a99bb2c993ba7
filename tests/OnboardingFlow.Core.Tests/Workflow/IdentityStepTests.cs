using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Identity;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Tests.Requests;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Tests.Workflow;

public sealed class IdentityStepTests
{
    private static readonly OnboardingOptions Verified = new() { IdentityVerification = IdentityVerification.External };

    [Fact]
    public async Task An_organization_that_WeChat_Pay_does_not_know_is_rejected_before_presign()
    {
        await using var flow = await Flow.CreateAsync();
        flow.WeChatPay.Organization = null;
        await flow.StartAsync(SampleRequests.Minimal);

        await flow.EndsAsync(OutcomeKind.Rejected, OutcomeCodes.OrganizationNotFound);
        Assert.Equal(0, flow.WeChatPay.Count("presign"));
    }

    [Fact]
    public async Task An_organization_of_another_name_is_rejected()
    {
        await using var flow = await Flow.CreateAsync();
        await flow.StartAsync(SampleRequests.Minimal with { Options = new OnboardingOptions { OrganizationName = "一中" } });

        await flow.EndsAsync(OutcomeKind.Rejected, OutcomeCodes.OrganizationNameMismatch);
    }

    [Fact]
    public async Task A_disabled_user_is_rejected()
    {
        await using var flow = await Flow.CreateAsync();
        flow.WeChatPay.User = new FaceUser("U1", false, ContractState.NotContracted, null);
        await flow.StartAsync(SampleRequests.Minimal);

        await flow.EndsAsync(OutcomeKind.Rejected, OutcomeCodes.UserDisabled);
    }

    [Fact]
    public async Task A_person_who_has_contracted_already_is_verified_without_presign()
    {
        await using var flow = await Flow.CreateAsync();
        var contractId = flow.WeChatPay.Sign();
        await flow.StartAsync(SampleRequests.Minimal);

        var outcome = await flow.EndsAsync(OutcomeKind.Completed, null);
        Assert.Equal(contractId, outcome.ContractId);
        Assert.Equal(0, flow.WeChatPay.Count("presign"));
    }

    [Fact]
    public async Task A_card_that_has_expired_since_the_door_is_rejected_by_the_step()
    {
        await using var flow = await Flow.CreateAsync();
        flow.Time.SetUtcNow(new DateTimeOffset(2031, 1, 2, 0, 0, 0, TimeSpan.Zero));
        await flow.StartAsync(SampleRequests.Full with { Options = OnboardingOptions.None });

        await flow.EndsAsync(OutcomeKind.Rejected, "CARD_EXPIRED");
    }

    [Fact]
    public async Task The_verifier_is_asked_only_when_the_request_says_so()
    {
        await using var flow = await Flow.CreateAsync();
        await flow.StartAsync(SampleRequests.Minimal);
        await flow.StepIsAsync(OnboardingStep.AwaitingContract);
        Assert.Equal(0, flow.Verifier.Asked);
    }

    [Fact]
    public async Task A_verifier_that_fails_the_person_rejects_with_its_code()
    {
        await using var flow = await Flow.CreateAsync();
        flow.Verifier.Verdict = new IdentityVerdict(VerificationOutcome.Fail, "FACE_MISMATCH");
        await flow.StartAsync(SampleRequests.Minimal with { Options = Verified });

        await flow.EndsAsync(OutcomeKind.Rejected, "FACE_MISMATCH");
    }

    [Fact]
    public async Task A_reviewer_who_approves_lets_the_person_go_on()
    {
        await using var flow = await Flow.CreateAsync();
        flow.Verifier.Verdict = new IdentityVerdict(VerificationOutcome.Review, null);
        await flow.StartAsync(SampleRequests.Minimal with { Options = Verified });
        await flow.StepIsAsync(OnboardingStep.AwaitingReview);

        await flow.ReviewAsync(approved: true);

        await flow.StepIsAsync(OnboardingStep.AwaitingContract);
    }

    [Fact]
    public async Task A_reviewer_who_refuses_rejects_the_person()
    {
        await using var flow = await Flow.CreateAsync();
        flow.Verifier.Verdict = new IdentityVerdict(VerificationOutcome.Review, null);
        await flow.StartAsync(SampleRequests.Minimal with { Options = Verified });

        await flow.ReviewAsync(approved: false);

        await flow.EndsAsync(OutcomeKind.Rejected, OutcomeCodes.ReviewRejected);
    }

    [Fact]
    public async Task A_review_that_nobody_does_expires()
    {
        await using var flow = await Flow.CreateAsync();
        flow.Verifier.Verdict = new IdentityVerdict(VerificationOutcome.Review, null);
        await flow.StartAsync(SampleRequests.Minimal with { Options = Verified });
        await flow.AdvanceAsync(TimeSpan.FromHours(71));
        await flow.StepIsAsync(OnboardingStep.AwaitingReview);

        await flow.AdvanceAsync(TimeSpan.FromHours(2));

        await flow.EndsAsync(OutcomeKind.Expired, OutcomeCodes.ReviewTimedOut);
    }

    [Fact]
    public async Task Cancelling_during_a_review_ends_it()
    {
        await using var flow = await Flow.CreateAsync();
        flow.Verifier.Verdict = new IdentityVerdict(VerificationOutcome.Review, null);
        await flow.StartAsync(SampleRequests.Minimal with { Options = Verified });

        await flow.CancelAsync(terminateContract: true);

        await flow.EndsAsync(OutcomeKind.Cancelled, OutcomeCodes.CancelledOnRequest);
        Assert.Equal(0, flow.WeChatPay.Count("presign"));
    }

    [Fact]
    public async Task A_passing_fault_is_repeated_with_growing_delays_and_shows_its_attempt()
    {
        await using var flow = await Flow.CreateAsync();
        flow.WeChatPay.Fail("user", ErrorTypes.Transient, 2);
        await flow.StartAsync(SampleRequests.Minimal);
        Assert.Equal(1, (await flow.StatusAsync()).Attempt);
        Assert.Equal(OnboardingStep.CheckingIdentity, (await flow.StatusAsync()).Step);

        await flow.AdvanceAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(2, (await flow.StatusAsync()).Attempt);

        await flow.AdvanceAsync(TimeSpan.FromSeconds(5));
        await flow.StepIsAsync(OnboardingStep.AwaitingContract);
        Assert.Equal(3, flow.WeChatPay.Count("user"));
    }
}
