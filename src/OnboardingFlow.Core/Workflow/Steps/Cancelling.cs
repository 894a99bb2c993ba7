using System.Text.Json;
using OnboardingFlow.Core.Activities;
using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Core.Workflow.Steps;

/// <summary>A cancellation that finds a contract: ends it if the caller asked for that (compensation), else says that it stands.</summary>
internal static class Cancelling
{
    /// <summary>Takes up a cancellation that took the run out of a parked step. Always ends the run.</summary>
    public static async Task EndParkedAsync(OnboardingRun run)
    {
        if (run.Signed is { } signed)
        {
            await EndAsync(run, signed);
        }

        run.EndIfCancelledBeforeToken();
        await ClosingWait.RunAsync(run);
    }

    /// <summary>Always ends the run.</summary>
    public static async Task EndAsync(OnboardingRun run, FaceUser signed)
    {
        run.IsCancelling = true;
        var cancellation = JsonSerializer.Deserialize((await run.Cancelled)!, WorkflowJson.Default.CancelRequest)!;

        // A contract from before this run isn't this run's to undo.
        if (!cancellation.TerminateContract || signed.ContractId == run.ContractIdAtStart)
        {
            throw new RunEndedException(
                OutcomeKind.Cancelled, OutcomeCodes.ContractStands, "The person had signed; the contract stands.", signed.ContractId);
        }

        var result = await run.Attempts.CallAsync(
            ActivityCatalog.TerminateContract,
            new TerminateContractInput(run.Input.OrganizationId, signed.UserId),
            () => AskWhetherTerminatedAsync(run));
        throw result.Refusal is { } refusal
            ? new RunEndedException(OutcomeKind.Cancelled, RefusalCode(refusal), $"{refusal.Code}: {refusal.Message}", signed.ContractId)
            : new RunEndedException(
                OutcomeKind.Cancelled, OutcomeCodes.CancelledOnRequest, "The person had signed; the contract was terminated as asked.");
    }

    private static string RefusalCode(BusinessRefusal refusal) =>
        refusal.InDebt ? OutcomeCodes.RepaymentNeeded : OutcomeCodes.ContractNotReleased;

    private static async Task<TerminateResult?> AskWhetherTerminatedAsync(OnboardingRun run)
    {
        var user = (await run.FindUserAsync(SigningUrgency.PersonWaiting)).User;
        return user?.ContractState == ContractState.Contracted ? null : TerminateResult.Done;
    }
}
