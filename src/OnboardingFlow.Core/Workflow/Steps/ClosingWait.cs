using OnboardingFlow.Core.Contracts;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Core.Workflow.Steps;

/// <summary>
/// Ends the wait without a contract (deadline, cancellation): no more tokens are given out, the last one runs out, then one more look. Nobody can have
/// signed unseen.
/// </summary>
internal static class ClosingWait
{
    private static readonly TimeSpan _afterLastToken = TimeSpan.FromMinutes(1);

    /// <summary>Returns only when a contract came after all and is to be verified: <see cref="OnboardingRun.Signed"/> is set then.</summary>
    public static async Task RunAsync(OnboardingRun run)
    {
        run.IsCancelling = run.Cancelled.IsCompleted;
        var until = run.LastTokenExpiresAt + _afterLastToken;
        run.Progress.Show(run.Progress.Status with { Ending = true, WaitingUntil = until });
        run.Progress.Note("event", run.Cancelled.IsCompleted ? ExternalEvents.Cancelled : "Deadline", 1, null, "ok", null);
        await run.Progress.RecordAsync();
        if (until > run.Context.CurrentUtc)
        {
            await run.Context.CreateTimerAsync(until);
        }

        var user = (await run.FindUserAsync(SigningUrgency.PersonWaiting)).User;
        if (user?.ContractState == ContractState.Contracted)
        {
            run.Signed = user;
            if (run.Cancelled.IsCompleted)
            {
                await Cancelling.EndAsync(run, user);
            }

            return;
        }

        if (user is not null)
        {
            run.EndIfTerminatedByPerson(user);
        }

        throw run.Cancelled.IsCompleted
            ? new RunEndedException(OutcomeKind.Cancelled, OutcomeCodes.CancelledOnRequest, "Cancelled before the person signed.")
            : new RunEndedException(OutcomeKind.Expired, OutcomeCodes.DeadlinePassed, "The person did not sign in time.");
    }
}
