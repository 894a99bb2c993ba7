using OnboardingFlow.Core.Operations;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Publishing;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Activities;

/// <summary>
/// Reads how a run ended. Also writes a terminated run's end to the index: where an engine terminates some time after it was told to, nobody else is there any
/// more to write it.
/// </summary>
/// <remarks>
/// For that same time the run hasn't ended yet, so it looks for a few seconds before it fails and is repeated by its retry policy. It waits here and not in the
/// workflow: a timer there would be one more than recorded histories have.
/// </remarks>
internal sealed class ReadEndActivity(IEngineClient engine, TerminatedRuns terminatedRuns, TimeProvider time)
{
    /// <summary>Durable Task takes up a termination with its next look at the control queue and needs a turn: seldom more than two seconds.</summary>
    private static readonly TimeSpan _looksFor = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan _betweenLooks = TimeSpan.FromMilliseconds(250);

    /// <exception cref="ActivityException">The run hasn't ended yet (transient), or is gone: purged, or replaced by another run.</exception>
    public async Task<PublishedEvent> RunAsync(ActivityContext context, EndOfRunInput input, CancellationToken cancellationToken)
    {
        for (var givenUp = time.GetUtcNow() + _looksFor; ;)
        {
            if (await LookAsync(input, cancellationToken) is { } published)
            {
                return published;
            }

            if (time.GetUtcNow() >= givenUp)
            {
                throw new ActivityException(ErrorTypes.Transient, $"{input.InstanceId} hasn't ended yet.");
            }

            await Task.Delay(_betweenLooks, time, cancellationToken);
        }
    }

    /// <summary>Null while the run goes on.</summary>
    private async Task<PublishedEvent?> LookAsync(EndOfRunInput input, CancellationToken cancellationToken)
    {
        var snapshot = await engine.GetAsync(input.InstanceId, cancellationToken)
            ?? throw new ActivityException(ErrorTypes.Unreadable, $"{input.InstanceId} was purged before its end could be published.");
        var started = OnboardingInstance.InputOf(snapshot);
        if (started.Run != input.Run)
        {
            throw new ActivityException(ErrorTypes.Unreadable, $"Run {input.Run} of {input.InstanceId} was replaced before its end could be published.");
        }

        if (OnboardingInstance.OutcomeOf(snapshot) is not { } outcome)
        {
            return null;
        }

        if (snapshot.Status == RuntimeStatus.Terminated)
        {
            await terminatedRuns.RecordAsync(input.InstanceId, cancellationToken);
        }

        return EndedEvent.Of(input.InstanceId, started, outcome);
    }
}
