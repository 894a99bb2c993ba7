using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Sealing;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Operations;

/// <summary>Erases and removes ended onboardings.</summary>
public sealed class Purging(
    OnboardingReader reader, IEngineClient engine, IOnboardingIndex index, IEnumerable<IEventChannel> channels, Sealer sealer, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Erases the data keys, then removes the deliveries of all runs, the run itself and the index's row. Refused while it runs, and while a channel hasn't
    /// taken its end. Broken off half-way, it can be asked for again and finishes.
    /// </summary>
    public async Task<OperationAnswer> PurgeAsync(string id, CancellationToken cancellationToken)
    {
        var state = await reader.FindAsync(id, cancellationToken);
        if (state is null)
        {
            return await RemoveLeftoversAsync(id, cancellationToken);
        }

        if (state.Outcome is null)
        {
            return OperationAnswer.Refused(OperationCodes.NotEnded, $"Only an ended onboarding can be purged; this one is in step {state.Status.Step}.");
        }

        // The deliveries of a run that ended just now take a moment.
        var deliveries = DeliveryIds(state).ToList();
        if (!await AllEndAsync(deliveries, cancellationToken))
        {
            return OperationAnswer.Refused(
                OperationCodes.DeliveryPending, "A channel hasn't taken the end yet; purging now would lose the event. Deliveries are tried for a day.");
        }

        await sealer.EraseInstanceAsync(id, cancellationToken);
        foreach (var delivery in deliveries)
        {
            await engine.PurgeAsync(delivery, cancellationToken);
        }

        for (var run = 1; run <= state.Status.Run; run++)
        {
            var watch = WorkflowNames.WatchId(id, run);
            await engine.TerminateAsync(watch, null, cancellationToken);
            await engine.PurgeAsync(watch, cancellationToken);
        }

        var result = await engine.PurgeAsync(id, cancellationToken);
        if (result == OperationResult.WrongStatus)
        {
            return OperationAnswer.Refused(OperationCodes.StateChanged, "A new run began meanwhile: look at it again.");
        }

        await index.RemoveAsync(id, cancellationToken);
        return OperationAnswer.Done;
    }

    private IEnumerable<string> DeliveryIds(OnboardingState state) =>
        from run in Enumerable.Range(1, state.Status.Run)
        from channel in state.Channels.Union(channels.Select(channel => channel.Name), StringComparer.Ordinal)
        from delivery in (string[])[WorkflowNames.DeliveryId(state.Id, run, channel), $"{WorkflowNames.ContractTerminatedId(state.Id, run)}-{channel}"]
        select delivery;

    private async Task<OperationAnswer> RemoveLeftoversAsync(string id, CancellationToken cancellationToken)
    {
        if (await index.FindAsync(id, cancellationToken) is null)
        {
            return OperationAnswer.NotFound;
        }

        await sealer.EraseInstanceAsync(id, cancellationToken);
        await index.RemoveAsync(id, cancellationToken);
        return OperationAnswer.Done;
    }

    private async Task<bool> AllEndAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var giveUpAt = time.GetUtcNow() + Patience;
        foreach (var id in ids)
        {
            while (await engine.GetAsync(id, cancellationToken) is { HasEnded: false })
            {
                if (time.GetUtcNow() >= giveUpAt)
                {
                    return false;
                }

                await Task.Delay(LookEvery, time, cancellationToken);
            }
        }

        return true;
    }
}
