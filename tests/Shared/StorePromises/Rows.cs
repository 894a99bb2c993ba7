using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Tests.Shared.StorePromises;

/// <summary>Builds index rows and updates.</summary>
internal static class Rows
{
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    public static OnboardingSummary Row(
        string id = "ob-1",
        int run = 1,
        string organization = "O1",
        OnboardingStep step = OnboardingStep.AwaitingContract,
        OutcomeKind? outcome = null,
        string? code = null,
        string? bankType = null,
        int minute = 0) => new(
            id,
            run,
            organization,
            "user-" + id,
            bankType,
            step,
            Start.AddMinutes(minute),
            Attempt: 1,
            WaitingUntil: outcome is null ? Start.AddHours(72) : null,
            outcome is null ? null : new(outcome.Value, code, code is null ? null : "why", Start.AddMinutes(minute + 1), outcome == OutcomeKind.Completed ? "C1" : null),
            CreatedAt: Start.AddMinutes(minute),
            UpdatedAt: Start.AddMinutes(minute + 1).AddTicks(7));

    public static TimelineEntry Entry(int run, int number) =>
        new(run, Start.AddSeconds(number), "activity", "Step" + number, Attempt: 1, DurationMs: number % 2 == 0 ? number : null, "ok", number % 3 == 0 ? "CODE" : null);

    public static IndexUpdate Update(this OnboardingSummary row, int firstEntry = 0, int entries = 1) =>
        new(row, firstEntry, [.. Enumerable.Range(firstEntry, entries).Select(number => Entry(row.Run, number))]);
}
