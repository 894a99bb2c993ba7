using OnboardingFlow.Core.Operations;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Publishing;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Activities;

/// <summary>
/// Reads how a run ended. Fails (and so is repeated) while it hasn't. Also writes a terminated run's end to the index: where an engine terminates some time
/// after it was told to, nobody else is there any more to write it.
/// </summary>
internal sealed class ReadEndActivity(IEngineClient engine, TerminatedRuns terminatedRuns)
{
    public async Task<PublishedEvent> RunAsync(ActivityContext context, EndOfRunInput input, CancellationToken cancellationToken)
    {
        var snapshot = await engine.GetAsync(input.InstanceId, cancellationToken)
            ?? throw new ActivityException(ErrorTypes.Unreadable, $"{input.InstanceId} was purged before its end could be published.");
        var started = OnboardingInstance.InputOf(snapshot);
        if (started.Run != input.Run)
        {
            throw new ActivityException(ErrorTypes.Unreadable, $"Run {input.Run} of {input.InstanceId} was replaced before its end could be published.");
        }

        var outcome = OnboardingInstance.OutcomeOf(snapshot)
            ?? throw new ActivityException(ErrorTypes.Transient, $"{input.InstanceId} hasn't ended yet.");
        if (snapshot.Status == RuntimeStatus.Terminated)
        {
            await terminatedRuns.RecordAsync(input.InstanceId, cancellationToken);
        }

        return EndedEvent.Of(input.InstanceId, started, outcome);
    }
}
