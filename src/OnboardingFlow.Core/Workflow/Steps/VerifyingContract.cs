using OnboardingFlow.Core.Activities;
using OnboardingFlow.Core.Contracts;

namespace OnboardingFlow.Core.Workflow.Steps;

/// <summary>Compares the contract with the request.</summary>
internal static class VerifyingContract
{
    /// <summary>True when the contract is the one that was asked for; false when the contract query doesn't say that it stands, so that the wait goes on.</summary>
    public static async Task<bool> RunAsync(OnboardingRun run)
    {
        var signed = run.Signed!;
        await run.Progress.EnterAsync(OnboardingStep.VerifyingContract);
        if (run.Cancelled.IsCompleted)
        {
            await Cancelling.EndAsync(run, signed);
        }

        var verdict = signed.ContractId is { } contractId
            ? await run.Attempts.CallAsync(
                ActivityCatalog.VerifyContract, new VerifyContractInput(run.Input.SealedRequest, contractId, signed.UserId))
            : new ContractVerdict(ContractVerdictKind.NotStanding);

        switch (verdict.Kind)
        {
            case ContractVerdictKind.Matches:
                return true;
            case ContractVerdictKind.Mismatch:
                throw new RunEndedException(OutcomeKind.Rejected, OutcomeCodes.ContractMismatch, verdict.Message, signed.ContractId);
            case ContractVerdictKind.Terminated:
                throw new RunEndedException(
                    OutcomeKind.Cancelled, OutcomeCodes.TerminatedByPerson, "The person signed and ended the contract again.");
            default:
                return false;
        }
    }
}
