using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Operations;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Api.Onboardings;

/// <summary>Makes views of onboardings.</summary>
internal static class OnboardingViews
{
    public static OnboardingView Of(OnboardingState state, IReadOnlyList<ChannelDelivery> deliveries, bool confirmed = true) => new(
        state.Id,
        state.Input.OrganizationId,
        state.Input.OutUserId,
        state.Status.Run,
        state.Status.Step,
        state.Status.StepSince,
        state.Status.Attempt,
        state.Outcome is null ? state.Status.WaitingUntil : null,
        confirmed,
        state.Snapshot.Status,
        OutcomeView.From(state.Outcome),
        state.Input.AcceptedAt,
        state.Snapshot.UpdatedAt,
        OnboardingLinks.Of(state.Id))
    {
        Deliveries = [.. deliveries.Select(delivery => new DeliveryView(delivery.Channel, delivery.Status.State, delivery.Status.Tries))],
        Attention = state is { Outcome: null, Status.Attention: { } cause } ? new AttentionView(cause.Step, cause.Code, cause.Message) : null,
    };

    public static OnboardingView Of(OnboardingSummary row, RuntimeStatus? runtimeStatus) => new(
        row.Id,
        row.OrganizationId,
        row.OutUserId,
        row.Run,
        row.Step,
        row.StepSince,
        row.Attempt,
        row.Outcome is null ? row.WaitingUntil : null,
        true,
        runtimeStatus,
        OutcomeView.From(row.Outcome),
        row.CreatedAt,
        row.UpdatedAt,
        OnboardingLinks.Of(row.Id));

    public static TimelineView Of(Timeline timeline) => new(
        [.. timeline.Entries.Select(entry => new TimelineEntryView(
            entry.Run, entry.At, entry.Kind, entry.Name, entry.Attempt, entry.DurationMs, entry.Result, entry.Code))],
        timeline.Truncated);

    public static CountsView Of(OnboardingCounts counts) => new(
        Enum.GetValues<Core.Workflow.OnboardingStep>().ToDictionary(step => step.ToString(), step => counts.ByStep.GetValueOrDefault(step)),
        [.. counts.ByOutcome.Select(count => new OutcomeCountView(count.Outcome, count.Code, count.Count))],
        [.. counts.ByBankType.Select(count => new BankTypeCountView(count.BankType, count.Code, count.Count))],
        counts.OldestWaiting);
}
