using OnboardingFlow.Core.Activities;
using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Identity;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Core.Workflow.Steps;

/// <summary>First what can be checked offline, then what WeChat Pay knows, last the external verifier.</summary>
internal static class CheckingIdentity
{
    public static async Task RunAsync(OnboardingRun run)
    {
        await run.Progress.EnterAsync(OnboardingStep.CheckingIdentity);
        run.EndIfCancelledBeforeToken();

        RejectUnlessPassed(await run.Attempts.CallAsync(ActivityCatalog.CheckRequest, run.Request));
        RejectUnlessPassed(await run.Attempts.CallAsync(ActivityCatalog.CheckOrganization, run.Request));

        // Not known is no fault: the person becomes known with the presign.
        if ((await run.FindUserAsync(SigningUrgency.PersonWaiting)).User is { } user)
        {
            if (!user.Enabled)
            {
                throw new RunEndedException(OutcomeKind.Rejected, OutcomeCodes.UserDisabled, "WeChat Pay has disabled this person.");
            }

            run.ContractIdAtStart = user.ContractId;
            if (user.ContractState == ContractState.Contracted)
            {
                run.Signed = user;
            }
        }

        run.EndIfCancelledBeforeToken();
        if (run.Input.Settings.AskVerifier && run.Signed is null)
        {
            await AskVerifierAsync(run);
            run.EndIfCancelledBeforeToken();
        }
    }

    private static void RejectUnlessPassed(CheckVerdict verdict)
    {
        if (verdict.Code is { } code)
        {
            throw new RunEndedException(OutcomeKind.Rejected, code, verdict.Message);
        }
    }

    private static async Task AskVerifierAsync(OnboardingRun run)
    {
        var verdict = await run.Attempts.CallAsync(ActivityCatalog.VerifyIdentity, run.Request);
        switch (verdict.Outcome)
        {
            case VerificationOutcome.Fail:
                throw new RunEndedException(
                    OutcomeKind.Rejected, verdict.Code ?? OutcomeCodes.VerificationFailed, "The external verifier refused this person.");
            case VerificationOutcome.Review:
                await AwaitingReview.RunAsync(run);
                break;
            default:
                break;
        }
    }
}
