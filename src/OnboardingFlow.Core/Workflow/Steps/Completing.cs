using OnboardingFlow.Core.Publishing;

namespace OnboardingFlow.Core.Workflow.Steps;

/// <summary>Records and publishes the end, whichever it is.</summary>
internal static class Completing
{
    public static async Task<Outcome> RunAsync(OnboardingRun run, RunEnd end)
    {
        var outcome = new Outcome(end.Kind, end.Code, end.Message, run.Context.CurrentUtc, end.ContractId);
        if (end.Kind == OutcomeKind.Completed)
        {
            run.Progress.Enter(OnboardingStep.Completing);
        }

        // Delivery never changes an outcome: each channel is an instance of its own, started before the run ends.
        var published = EndedEvent.Of(run.Context.InstanceId, run.Input, outcome);
        foreach (var channel in run.Input.Settings.Channels)
        {
            await DeliveryWorkflow.StartAsync(
                run.Context,
                WorkflowNames.DeliveryId(run.Context.InstanceId, run.Input.Run, channel),
                new DeliveryInput(channel, published, null, run.Input.Settings.NotifyUrl));
        }

        var ended = run.Progress.Status with
        {
            WaitingUntil = null,
            Ending = false,
            Token = null,
            Attention = null,
            Outcome = outcome,
            Channels = run.Input.Settings.Channels,
        };
        await run.Progress.EndAsync(outcome);
        run.Progress.Show(ended); // Last, with no wait behind it: whoever sees the outcome sees an ended run.
        return outcome;
    }
}
