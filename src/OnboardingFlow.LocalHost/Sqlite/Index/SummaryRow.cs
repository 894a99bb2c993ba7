using Microsoft.Data.Sqlite;
using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.LocalHost.Sqlite.Index;

/// <summary>A row of <c>onboarding</c> as the port's record.</summary>
internal static class SummaryRow
{
    public const string Columns =
        "id, run, organization_id, out_user_id, bank_type, step, step_since, attempt, waiting_until, outcome, code, message, ended_at, contract_id, created_at, updated_at";

    public static OnboardingSummary Read(SqliteDataReader row) => new(
        Id: row.GetString(0),
        Run: row.GetInt32(1),
        OrganizationId: row.GetString(2),
        OutUserId: row.GetString(3),
        BankType: Text(row, 4),
        Step: Enum.Parse<OnboardingStep>(row.GetString(5)),
        StepSince: Time(row, 6),
        Attempt: row.GetInt32(7),
        WaitingUntil: row.IsDBNull(8) ? null : Time(row, 8),
        Outcome: row.IsDBNull(9) ? null : new(Enum.Parse<OutcomeKind>(row.GetString(9)), Text(row, 10), Text(row, 11), Time(row, 12), Text(row, 13)),
        CreatedAt: Time(row, 14),
        UpdatedAt: Time(row, 15));

    public static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static DateTimeOffset Time(SqliteDataReader row, int column) => new(row.GetInt64(column), TimeSpan.Zero);
}
