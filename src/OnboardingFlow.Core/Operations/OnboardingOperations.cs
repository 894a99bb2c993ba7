using System.Text;
using System.Text.Json;
using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Observability;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Publishing;
using OnboardingFlow.Core.Sealing;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Operations;

/// <summary>What the provider and its operators may do with an onboarding. Free text is sealed with the onboarding's data key before it goes anywhere.</summary>
/// <remarks>
/// Every method may throw <see cref="ActivityException"/> when Key Vault or a store is out of reach. Nothing was changed then, unless it was the index: it is
/// written after the engine has done it.
/// </remarks>
public sealed class OnboardingOperations(
    OnboardingReader reader,
    IEngineClient engine,
    IOnboardingIndex index,
    TerminatedRuns terminatedRuns,
    Purging purging,
    EndPublisher publisher,
    Sealer sealer,
    OnboardingMetrics metrics,
    TimeProvider time)
{
    /// <summary>Hands over a reviewer's decision. Only while a review is waited for.</summary>
    public async Task<OperationAnswer> ReviewAsync(string id, bool approve, Sensitive? reason, CancellationToken cancellationToken)
    {
        var state = await reader.FindAsync(id, cancellationToken);
        if (state is null)
        {
            return OperationAnswer.NotFound;
        }

        if (state.Outcome is not null || state.Status.Step != OnboardingStep.AwaitingReview)
        {
            return OperationAnswer.Refused(OperationCodes.NotInReview, $"Nobody's review is waited for: the onboarding is {Describe(state)}.");
        }

        var decision = new ReviewDecision(approve, await SealAsync(state, reason, cancellationToken));
        var payload = JsonSerializer.Serialize(decision, WorkflowJson.Default.ReviewDecision);
        return Answer(await engine.RaiseEventAsync(id, ExternalEvents.Reviewed, payload, cancellationToken));
    }

    /// <summary>Asks the run to end without a contract; it takes effect at the next step's edge.</summary>
    /// <param name="id">The onboarding.</param>
    /// <param name="terminateContract">Whether a contract that was signed meanwhile is to be ended.</param>
    /// <param name="reason">The caller's free text, or null.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<OperationAnswer> CancelAsync(string id, bool terminateContract, Sensitive? reason, CancellationToken cancellationToken)
    {
        var state = await reader.FindAsync(id, cancellationToken);
        if (RefusedWhenEnded(state) is { } refusal)
        {
            return refusal;
        }

        var request = new CancelRequest(terminateContract, await SealAsync(state!, reason, cancellationToken));
        var payload = JsonSerializer.Serialize(request, WorkflowJson.Default.CancelRequest);
        return Answer(await engine.RaiseEventAsync(id, ExternalEvents.Cancelled, payload, cancellationToken));
    }

    /// <summary>Wakes a parked run, or rewinds one that an unhandled fault stopped.</summary>
    public async Task<OperationAnswer> RetryAsync(string id, Sensitive? reason, CancellationToken cancellationToken)
    {
        var state = await reader.FindAsync(id, cancellationToken);
        if (state is null)
        {
            return OperationAnswer.NotFound;
        }

        if (state.Snapshot.Status == RuntimeStatus.Failed)
        {
            return await NotedAsync(
                state, "RewoundByOperator", await engine.RewindAsync(id, await SealAsync(state, reason, cancellationToken), cancellationToken), cancellationToken);
        }

        return state.Outcome is null && state.Status.Step == OnboardingStep.NeedsAttention
            ? Answer(await engine.RaiseEventAsync(id, ExternalEvents.RetryRequested, null, cancellationToken))
            : OperationAnswer.Refused(OperationCodes.NothingToRetry, $"There is nothing to retry: the onboarding is {Describe(state)}.");
    }

    /// <summary>Holds a run; events are kept for it.</summary>
    public async Task<OperationAnswer> SuspendAsync(string id, Sensitive? reason, CancellationToken cancellationToken)
    {
        var state = await reader.FindAsync(id, cancellationToken);
        if (RefusedWhenEnded(state) is { } refusal)
        {
            return refusal;
        }

        return state!.Snapshot.Status == RuntimeStatus.Suspended
            ? OperationAnswer.Refused(OperationCodes.AlreadySuspended, "The onboarding is suspended already.")
            : await NotedAsync(
                state, "SuspendedByOperator", await engine.SuspendAsync(id, await SealAsync(state, reason, cancellationToken), cancellationToken), cancellationToken);
    }

    /// <summary>Lets a suspended run go on.</summary>
    public async Task<OperationAnswer> ResumeAsync(string id, Sensitive? reason, CancellationToken cancellationToken)
    {
        var state = await reader.FindAsync(id, cancellationToken);
        if (RefusedWhenEnded(state) is { } refusal)
        {
            return refusal;
        }

        return state!.Snapshot.Status == RuntimeStatus.Suspended
            ? await NotedAsync(
                state, "ResumedByOperator", await engine.ResumeAsync(id, await SealAsync(state, reason, cancellationToken), cancellationToken), cancellationToken)
            : OperationAnswer.Refused(OperationCodes.NotSuspended, $"The onboarding isn't suspended: it is {Describe(state)}.");
    }

    /// <summary>Ends a run now, without running its code again. The deliveries of its end are started first, so that this end is published too.</summary>
    public async Task<OperationAnswer> TerminateAsync(string id, Sensitive? reason, CancellationToken cancellationToken)
    {
        var state = await reader.FindAsync(id, cancellationToken);
        if (RefusedWhenEnded(state) is { } refusal)
        {
            return refusal;
        }

        var sealedReason = await SealAsync(state!, reason, cancellationToken);
        await publisher.StartDeliveriesAsync(state!.Snapshot, cancellationToken);
        var result = await engine.TerminateAsync(id, sealedReason, cancellationToken);
        if (result == OperationResult.Done)
        {
            await terminatedRuns.RecordAsync(id, cancellationToken);
            metrics.Ended(OutcomeKind.Terminated, OutcomeCodes.TerminatedByOperator, null); // Its own code, which usually counts, doesn't run any more.
        }

        return Answer(result);
    }

    /// <summary>Erases and removes an ended onboarding with all its runs.</summary>
    public Task<OperationAnswer> PurgeAsync(string id, CancellationToken cancellationToken) => purging.PurgeAsync(id, cancellationToken);

    private static OperationAnswer? RefusedWhenEnded(OnboardingState? state) => state switch
    {
        null => OperationAnswer.NotFound,
        { Outcome: not null } => OperationAnswer.Refused(OperationCodes.Ended, $"The onboarding is {Describe(state)}."),
        _ => null,
    };

    private static string Describe(OnboardingState state) => state.Outcome is { } outcome
        ? $"ended ({outcome.Kind})"
        : $"in step {state.Status.Step}" + (state.Snapshot.Status == RuntimeStatus.Suspended ? ", suspended" : "");

    private static OperationAnswer Answer(OperationResult result) => result switch
    {
        OperationResult.Done => OperationAnswer.Done,
        OperationResult.NotFound => OperationAnswer.NotFound,
        _ => OperationAnswer.Refused(OperationCodes.StateChanged, "The onboarding's state changed meanwhile: look at it again."),
    };

    /// <summary>What a run's own code doesn't see is written to its timeline here.</summary>
    private async Task<OperationAnswer> NotedAsync(OnboardingState state, string name, OperationResult result, CancellationToken cancellationToken)
    {
        if (result == OperationResult.Done)
        {
            await index.NoteAsync(state.Id, new TimelineEntry(state.Status.Run, time.GetUtcNow(), "event", name, 1, null, "ok", null), cancellationToken);
        }

        return Answer(result);
    }

    private async Task<string?> SealAsync(OnboardingState state, Sensitive? reason, CancellationToken cancellationToken) => reason is null
        ? null
        : await sealer.SealAsync(
            Sealer.KeyIdOf(state.Input.SealedRequest), state.Id, SealPurposes.Reason, Encoding.UTF8.GetBytes(reason.Reveal()), cancellationToken);
}
