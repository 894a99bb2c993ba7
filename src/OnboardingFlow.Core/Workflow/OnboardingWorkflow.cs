using System.Text.Json;
using OnboardingFlow.Core.Observability;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Workflow.Steps;

namespace OnboardingFlow.Core.Workflow;

/// <summary>
/// The one definition of the workflow. Each step is a file of its own in <c>Steps/</c>; what a step can't do, for a reason that isn't the person's fault,
/// is parked by <see cref="Attempts"/> in <see cref="OnboardingStep.NeedsAttention"/>.
/// </summary>
/// <remarks>
/// <code>
/// step                goes on when                             ends the run when
/// CheckingIdentity    every check passed                       Rejected: a check refused
///   AwaitingReview    a reviewer approved                      Rejected: a reviewer refused; Expired: nobody came
/// Presigning          a token was issued                       Rejected: WeChat Pay refused
/// AwaitingContract    the user query says CONTRACTED           Expired: deadline; Cancelled: caller or person
/// VerifyingContract   the contract matches the request         Rejected: it doesn't; Cancelled: gone again
/// Completing          -                                        Completed, and every other outcome: recorded and published
/// NeedsAttention      an operator retries                      Failed: nobody did in time; Cancelled
/// </code>
/// </remarks>
public sealed class OnboardingWorkflow : IOrchestration
{
    private readonly OnboardingMetrics _metrics;

    internal OnboardingWorkflow(OnboardingMetrics metrics) => _metrics = metrics;

    /// <inheritdoc/>
    public async Task<string?> RunAsync(IOrchestrationContext context, string? input)
    {
        var run = new OnboardingRun(context, JsonSerializer.Deserialize(input!, WorkflowJson.Default.OnboardingInput)!, _metrics);
        if (await EndOfAsync(run) is not { } end)
        {
            return null; // Goes on in a new execution.
        }

        var outcome = await Completing.RunAsync(run, end);
        return JsonSerializer.Serialize(outcome, WorkflowJson.Default.Outcome);
    }

    private static async Task<RunEnd?> EndOfAsync(OnboardingRun run)
    {
        try
        {
            try
            {
                return await StepsAsync(run);
            }
            catch (CancelledWhileParkedException)
            {
                await Cancelling.EndParkedAsync(run);
                throw;
            }
        }
        catch (RunEndedException ended)
        {
            return ended.End;
        }
    }

    private static async Task<RunEnd?> StepsAsync(OnboardingRun run)
    {
        if (run.Input.Continued is null)
        {
            await CheckingIdentity.RunAsync(run);
            if (run.Signed is null)
            {
                await Presigning.RunAsync(run);
            }
        }

        while (true)
        {
            if (run.Signed is null && await AwaitingContract.RunAsync(run) == WaitResult.ContinuesAsNew)
            {
                return null;
            }

            if (await VerifyingContract.RunAsync(run))
            {
                return new RunEnd(OutcomeKind.Completed, null, null, run.Signed!.ContractId);
            }

            // The two queries disagree for now: neither is believed alone, so wait on.
            run.Signed = null;
            await run.Context.CreateTimerAsync(run.Context.CurrentUtc + run.Input.Settings.PollMin);
        }
    }
}
