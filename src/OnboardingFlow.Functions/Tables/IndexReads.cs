using Azure.Data.Tables;
using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Functions.Tables;

/// <summary>Reads of the index that go over many rows.</summary>
internal static class IndexReads
{
    public static async Task<OnboardingPage> ListAsync(
        TableClient list, OnboardingFilter filter, int pageSize, PagePosition? after, CancellationToken cancellationToken)
    {
        // A step means running, an outcome or a code means ended.
        if (filter.Step is not null && (filter.Outcome is not null || filter.Code is not null))
        {
            return new([], null);
        }

        var items = new List<OnboardingSummary>(pageSize);

        // One more tells whether a page follows.
        await foreach (var row in list.QueryAsync<TableEntity>(FilterOf(filter, after), Math.Min(pageSize + 1, 1000), cancellationToken: cancellationToken))
        {
            if (items.Count == pageSize)
            {
                return new(items, new PagePosition(items[^1].CreatedAt.UtcTicks, items[^1].Id).ToToken(filter));
            }

            items.Add(SummaryRow.Read(row));
        }

        return new(items, null);
    }

    public static async Task<Timeline> TimelineAsync(TableClient own, string id, CancellationToken cancellationToken)
    {
        var query = TableClient.CreateQueryFilter($"PartitionKey eq {id} and RowKey ge {EntryRow.First} and RowKey lt {EntryRow.End}");
        var (entries, notes) = (new List<TimelineEntry>(), new List<TimelineEntry>());
        var truncated = false;
        await foreach (var row in own.QueryAsync<TableEntity>(query, cancellationToken: cancellationToken))
        {
            if (EntryRow.IsNote(row))
            {
                notes.Add(EntryRow.Read(row));
            }
            else if (EntryRow.NumberOf(row) >= Timeline.MaxEntriesPerRun)
            {
                truncated = true;
            }
            else
            {
                entries.Add(EntryRow.Read(row));
            }
        }

        return Timeline.Of(entries, notes, truncated);
    }

    /// <summary>Reads the whole list, 1000 rows a request.</summary>
    public static async Task<OnboardingCounts> CountAsync(TableClient list, CancellationToken cancellationToken)
    {
        var steps = Enum.GetValues<OnboardingStep>().ToDictionary(step => step, _ => 0L);
        var ended = new Dictionary<(OutcomeKind Outcome, string? Code, string? BankType), long>();
        DateTimeOffset? oldest = null;
        string[] columns =
            [SummaryRow.State, SummaryRow.Code, nameof(OnboardingSummary.Outcome), nameof(OnboardingSummary.BankType), nameof(OnboardingSummary.StepSince)];
        var all = TableClient.CreateQueryFilter($"PartitionKey eq {SummaryRow.ListPartition}");
        await foreach (var row in list.QueryAsync<TableEntity>(all, select: columns, cancellationToken: cancellationToken))
        {
            if (row.GetString(nameof(OnboardingSummary.Outcome)) is { } outcome)
            {
                var key = (Enum.Parse<OutcomeKind>(outcome), row.GetString(SummaryRow.Code), row.GetString(nameof(OnboardingSummary.BankType)));
                ended[key] = ended.GetValueOrDefault(key) + 1;
                continue;
            }

            var step = Enum.Parse<OnboardingStep>(row.GetString(SummaryRow.State));
            steps[step]++;
            if (step == OnboardingStep.AwaitingContract && SummaryRow.Time(row, nameof(OnboardingSummary.StepSince)) is { } since && !(since >= oldest))
            {
                oldest = since;
            }
        }

        return new(steps, ByOutcome(ended), ByBankType(ended), oldest);
    }

    private static OutcomeCount[] ByOutcome(Dictionary<(OutcomeKind Outcome, string? Code, string? BankType), long> ended) =>
        [.. from end in ended
            group end.Value by (end.Key.Outcome, end.Key.Code) into counts
            orderby counts.Key.Outcome.ToString(), counts.Key.Code
            select new OutcomeCount(counts.Key.Outcome, counts.Key.Code, counts.Sum())];

    private static BankTypeCount[] ByBankType(Dictionary<(OutcomeKind Outcome, string? Code, string? BankType), long> ended) =>
        [.. from end in ended
            where end.Key.BankType is not null
            group end.Value by (end.Key.BankType, end.Key.Code) into counts
            orderby counts.Key.BankType, counts.Key.Code
            select new BankTypeCount(counts.Key.BankType, counts.Key.Code, counts.Sum())];

    private static string FilterOf(OnboardingFilter filter, PagePosition? after)
    {
        var conditions = new List<FormattableString> { $"PartitionKey eq {SummaryRow.ListPartition}" };
        if (filter.CreatedFrom is { } from)
        {
            conditions.Add($"RowKey lt {SummaryRow.EndOfMoment(from)}");
        }

        if (filter.CreatedTo is { } to)
        {
            conditions.Add($"RowKey gt {SummaryRow.EndOfMoment(to)}");
        }

        if (after is not null)
        {
            conditions.Add($"RowKey gt {SummaryRow.ListKey(new DateTimeOffset(after.CreatedAt, TimeSpan.Zero), after.Id)}");
        }

        if ((filter.Outcome?.ToString() ?? filter.Step?.ToString()) is { } state)
        {
            conditions.Add($"State eq {state}");
        }

        if (filter.Code is not null)
        {
            conditions.Add($"Code eq {filter.Code}");
        }

        if (filter.OrganizationId is not null)
        {
            conditions.Add($"OrganizationId eq {filter.OrganizationId}");
        }

        return string.Join(" and ", conditions.Select(TableClient.CreateQueryFilter));
    }
}
