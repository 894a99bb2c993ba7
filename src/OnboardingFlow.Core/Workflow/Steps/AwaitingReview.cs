using System.Text.Json;

namespace OnboardingFlow.Core.Workflow.Steps;

/// <summary>A reviewer decides what the verifier couldn't.</summary>
internal static class AwaitingReview
{
    public static async Task RunAsync(OnboardingRun run)
    {
        var until = run.Context.CurrentUtc + run.Input.Settings.ReviewTimeout;
        await run.Progress.EnterAsync(OnboardingStep.AwaitingReview, until);

        using var decided = new CancellationTokenSource();
        var review = run.Context.WaitForExternalEventAsync(ExternalEvents.Reviewed, decided.Token);
        var timeout = run.Context.CreateTimerAsync(until, decided.Token);
        await Task.WhenAny(review, timeout, run.Cancelled);
        decided.Cancel();
        run.EndIfCancelledBeforeToken();

        if (!review.IsCompletedSuccessfully)
        {
            throw new RunEndedException(OutcomeKind.Expired, OutcomeCodes.ReviewTimedOut, "Nobody reviewed this onboarding in time.");
        }

        var decision = JsonSerializer.Deserialize((await review)!, WorkflowJson.Default.ReviewDecision)!;
        run.Progress.Note("event", ExternalEvents.Reviewed, 1, null, decision.Approved ? "approved" : "rejected", null);
        if (!decision.Approved)
        {
            throw new RunEndedException(OutcomeKind.Rejected, OutcomeCodes.ReviewRejected, "A reviewer refused this person.");
        }
    }
}
