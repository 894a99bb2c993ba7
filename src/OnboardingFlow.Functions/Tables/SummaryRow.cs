using Azure.Data.Tables;
using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Functions.Tables;

/// <summary>The index row of an onboarding, in its own partition and in the list. Times are UTC ticks; steps and outcomes are their names.</summary>
internal static class SummaryRow
{
    /// <summary>Row key in the onboarding's own partition.</summary>
    public const string RowKey = "summary";

    /// <summary>The list's one partition.</summary>
    public const string ListPartition = "all";

    /// <summary>Outcome of an ended onboarding, step of a running one.</summary>
    public const string State = nameof(State);

    /// <summary>Name of <see cref="Outcome.Code"/>.</summary>
    public const string Code = nameof(Code);

    private const string Position = nameof(Position);

    /// <summary>Key in the list: newest first.</summary>
    public static string ListKey(DateTimeOffset createdAt, string id) => $"{Inverted(createdAt)}-{id}";

    /// <summary>Sorts after every key of this very moment, and before those of an earlier one.</summary>
    public static string EndOfMoment(DateTimeOffset createdAt) => $"{Inverted(createdAt)}~";

    public static TableEntity ToEntity(IndexUpdate update)
    {
        var row = update.Summary;
        return new TableEntity(row.Id, RowKey)
        {
            [nameof(row.Id)] = row.Id,
            [nameof(row.Run)] = row.Run,
            [Position] = update.FirstEntry + update.Entries.Count,
            [nameof(row.OrganizationId)] = row.OrganizationId,
            [nameof(row.OutUserId)] = row.OutUserId,
            [nameof(row.BankType)] = row.BankType,
            [State] = row.Outcome?.Kind.ToString() ?? row.Step.ToString(),
            [nameof(row.Step)] = row.Step.ToString(),
            [nameof(row.StepSince)] = row.StepSince.UtcTicks,
            [nameof(row.Attempt)] = row.Attempt,
            [nameof(row.WaitingUntil)] = row.WaitingUntil?.UtcTicks,
            [nameof(row.Outcome)] = row.Outcome?.Kind.ToString(),
            [Code] = row.Outcome?.Code,
            [nameof(Outcome.Message)] = row.Outcome?.Message,
            [nameof(Outcome.EndedAt)] = row.Outcome?.EndedAt.UtcTicks,
            [nameof(Outcome.ContractId)] = row.Outcome?.ContractId,
            [nameof(row.CreatedAt)] = row.CreatedAt.UtcTicks,
            [nameof(row.UpdatedAt)] = row.UpdatedAt.UtcTicks,
        };
    }

    public static TableEntity ToListed(TableEntity own)
    {
        var summary = Read(own);
        return new TableEntity(own) { PartitionKey = ListPartition, RowKey = ListKey(summary.CreatedAt, summary.Id) };
    }

    public static OnboardingSummary Read(TableEntity row) => new(
        row.GetString(nameof(OnboardingSummary.Id)),
        row.GetInt32(nameof(OnboardingSummary.Run))!.Value,
        row.GetString(nameof(OnboardingSummary.OrganizationId)),
        row.GetString(nameof(OnboardingSummary.OutUserId)),
        row.GetString(nameof(OnboardingSummary.BankType)),
        Enum.Parse<OnboardingStep>(row.GetString(nameof(OnboardingSummary.Step))),
        Time(row, nameof(OnboardingSummary.StepSince))!.Value,
        row.GetInt32(nameof(OnboardingSummary.Attempt))!.Value,
        Time(row, nameof(OnboardingSummary.WaitingUntil)),
        row.GetString(nameof(OnboardingSummary.Outcome)) is { } kind
            ? new Outcome(
                Enum.Parse<OutcomeKind>(kind),
                row.GetString(Code),
                row.GetString(nameof(Outcome.Message)),
                Time(row, nameof(Outcome.EndedAt))!.Value,
                row.GetString(nameof(Outcome.ContractId)))
            : null,
        Time(row, nameof(OnboardingSummary.CreatedAt))!.Value,
        Time(row, nameof(OnboardingSummary.UpdatedAt))!.Value);

    /// <summary>Whether an update has come further than the row that is there.</summary>
    public static bool IsNewer(TableEntity update, TableEntity current) => Order(update).CompareTo(Order(current)) > 0;

    public static DateTimeOffset? Time(TableEntity row, string name) => row.GetInt64(name) is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    private static (int Run, int Position, long UpdatedAt) Order(TableEntity row) => (
        row.GetInt32(nameof(OnboardingSummary.Run))!.Value, row.GetInt32(Position)!.Value, row.GetInt64(nameof(OnboardingSummary.UpdatedAt))!.Value);

    private static string Inverted(DateTimeOffset time) =>
        (DateTimeOffset.MaxValue.UtcTicks - time.UtcTicks).ToString("D19", System.Globalization.CultureInfo.InvariantCulture);
}
