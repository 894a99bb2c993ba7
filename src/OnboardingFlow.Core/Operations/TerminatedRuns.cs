using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Core.Operations;

/// <summary>Writes the end of a terminated run to the index: its own code, which usually does, doesn't run any more.</summary>
public sealed class TerminatedRuns(OnboardingReader reader, IOnboardingIndex index)
{
    // An update of the run's own that is on its way still must not pass for newer than its end.
    private const int RoomForOthers = 50;

    /// <summary>Records the end of an onboarding that was just terminated.</summary>
    public async Task RecordAsync(string id, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(id, cancellationToken) is not { Outcome: { } outcome } state)
        {
            return;
        }

        var status = state.Status;
        var timeline = await index.GetTimelineAsync(id, cancellationToken);
        var recorded = timeline is { Truncated: true } ? int.MaxValue / 2 : timeline?.Entries.Count(entry => entry.Run == status.Run) ?? 0;
        var summary = new OnboardingSummary(
            id,
            status.Run,
            state.Input.OrganizationId,
            state.Input.OutUserId,
            state.Input.BankType,
            status.Step,
            status.StepSince,
            status.Attempt,
            null,
            outcome,
            state.Input.AcceptedAt,
            outcome.EndedAt);
        var entry = new TimelineEntry(status.Run, outcome.EndedAt, "outcome", outcome.Kind.ToString(), 1, null, "ok", outcome.Code);
        await index.RecordAsync(new IndexUpdate(summary, recorded + RoomForOthers, [entry]), cancellationToken);
    }
}
