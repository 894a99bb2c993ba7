using OnboardingFlow.Core.Index;

namespace OnboardingFlow.LocalHost.Sqlite.Index;

/// <summary>The writes to <c>index.db</c>.</summary>
internal static class IndexWrites
{
    // Where one in NeedsAttention came from: its last step before, as the timeline has it, whose entries are written first.
    private const string CameFrom = """
        CASE WHEN $step = 'NeedsAttention' THEN (
            SELECT name FROM timeline
            WHERE id = $1 AND run = $2 AND number < $3 AND kind = 'step' AND name <> 'NeedsAttention' ORDER BY number DESC LIMIT 1) END
        """;

    // Within a run only this changes: naming no more leaves the other columns' indexes alone.
    private static readonly string UpdateRow = $"""
        UPDATE onboarding SET position = $3, step = $4, parked_from = {CameFrom.Replace("$step", "$4", StringComparison.Ordinal)}, step_since = $5, attempt = $6, waiting_until = $7,
            outcome = $8, code = $9, message = $10, ended_at = $11, contract_id = $12, updated_at = $13
        WHERE id = $1 AND run = $2 AND (position, updated_at) < ($3, $13)
        """;

    // A run counts before an entry's number, and that before the clock: what came furthest wins, in whichever order updates arrive.
    private static readonly string UpsertRow = $"""
        INSERT INTO onboarding (id, run, position, organization_id, out_user_id, bank_type, step, parked_from, step_since, attempt, waiting_until,
            outcome, code, message, ended_at, contract_id, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, {CameFrom.Replace("$step", "$7", StringComparison.Ordinal)}, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
        ON CONFLICT (id) DO UPDATE SET
            run = excluded.run, position = excluded.position, organization_id = excluded.organization_id, out_user_id = excluded.out_user_id,
            bank_type = excluded.bank_type, step = excluded.step, parked_from = excluded.parked_from, step_since = excluded.step_since, attempt = excluded.attempt,
            waiting_until = excluded.waiting_until, outcome = excluded.outcome, code = excluded.code, message = excluded.message,
            ended_at = excluded.ended_at, contract_id = excluded.contract_id, created_at = excluded.created_at, updated_at = excluded.updated_at
        WHERE (excluded.run, excluded.position, excluded.updated_at) > (run, position, updated_at)
        """;

    private const string InsertEntry = """
        INSERT INTO timeline (id, run, number, at, kind, name, attempt, duration_ms, result, code)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING
        """;

    private const string InsertRequest = """
        INSERT INTO seen_request (id, number, hash)
        VALUES ($1, (SELECT coalesce(max(number), 0) + 1 FROM seen_request WHERE id = $1), $2) ON CONFLICT DO NOTHING
        """;

    private const string ForgetRequests = """
        DELETE FROM seen_request
        WHERE id = $1 AND number <= (SELECT max(number) FROM seen_request WHERE id = $1) - $2
        """;

    public static int Record(SqliteStatements sql, IndexUpdate update)
    {
        var row = update.Summary;
        var position = update.FirstEntry + update.Entries.Count;
        // The entry after the last one kept is only the sign that there were more.
        for (var i = 0; i < update.Entries.Count && update.FirstEntry + i <= Timeline.MaxEntriesPerRun; i++)
        {
            var entry = update.Entries[i];
            Insert(sql, row.Id, update.FirstEntry + i, entry);
        }

        var changed = Update(sql, row, position);
        return changed > 0 ? changed : Upsert(sql, row, position);
    }

    public static int Note(SqliteStatements sql, string instanceId, TimelineEntry note)
    {
        var kept = sql.FindAll("SELECT at FROM timeline WHERE id = $1 AND run = $2 AND number >= $3", instanceId, note.Run, IndexSchema.FirstNote);
        return kept.Count < Timeline.MaxNotesPerRun && !kept.Contains(note.At.UtcTicks)
            ? Insert(sql, instanceId, IndexSchema.FirstNote + kept.Count, note)
            : 0;
    }

    public static int Remember(SqliteStatements sql, string instanceId, string hash)
    {
        var added = sql.Execute(InsertRequest, instanceId, hash);
        sql.Execute(ForgetRequests, instanceId, IndexSchema.RequestsKept);
        return added;
    }

    public static int Remove(SqliteStatements sql, string instanceId)
    {
        sql.Execute("DELETE FROM timeline WHERE id = $1", instanceId);
        sql.Execute("DELETE FROM seen_request WHERE id = $1", instanceId);
        return sql.Execute("DELETE FROM onboarding WHERE id = $1", instanceId);
    }

    private static int Insert(SqliteStatements sql, string id, int number, TimelineEntry entry) => sql.Execute(
        InsertEntry, id, entry.Run, number, entry.At.UtcTicks, entry.Kind, entry.Name, entry.Attempt, entry.DurationMs, entry.Result, entry.Code);

    private static int Update(SqliteStatements sql, OnboardingSummary row, int position) => sql.Execute(
        UpdateRow,
        row.Id,
        row.Run,
        position,
        row.Step.ToString(),
        row.StepSince.UtcTicks,
        row.Attempt,
        row.WaitingUntil?.UtcTicks,
        row.Outcome?.Kind.ToString(),
        row.Outcome?.Code,
        row.Outcome?.Message,
        row.Outcome?.EndedAt.UtcTicks,
        row.Outcome?.ContractId,
        row.UpdatedAt.UtcTicks);

    private static int Upsert(SqliteStatements sql, OnboardingSummary row, int position) => sql.Execute(
        UpsertRow,
        row.Id,
        row.Run,
        position,
        row.OrganizationId,
        row.OutUserId,
        row.BankType,
        row.Step.ToString(),
        row.StepSince.UtcTicks,
        row.Attempt,
        row.WaitingUntil?.UtcTicks,
        row.Outcome?.Kind.ToString(),
        row.Outcome?.Code,
        row.Outcome?.Message,
        row.Outcome?.EndedAt.UtcTicks,
        row.Outcome?.ContractId,
        row.CreatedAt.UtcTicks,
        row.UpdatedAt.UtcTicks);
}
