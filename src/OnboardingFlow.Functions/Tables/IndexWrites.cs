using Azure;
using Azure.Data.Tables;
using OnboardingFlow.Core.Index;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Functions.Tables;

/// <summary>
/// Writes to the index. The onboarding's own partition is the truth; its row in the list is a copy that is made after it, again at every repetition, so that
/// a crash in between leaves nothing wrong for longer than until the activity is repeated.
/// </summary>
internal sealed class IndexWrites(TableClient own, TableClient list)
{
    private const int MaxTries = 10;

    public async Task RecordAsync(IndexUpdate update, CancellationToken cancellationToken)
    {
        var row = SummaryRow.ToEntity(update);

        // The entry after the last one kept is only the sign that there were more.
        var entries = update.Entries
            .Select((entry, i) => (Entry: entry, Number: update.FirstEntry + i))
            .Where(numbered => numbered.Number <= Timeline.MaxEntriesPerRun)
            .Select(numbered => EntryRow.ToEntity(row.PartitionKey, numbered.Number, numbered.Entry));
        foreach (var some in entries.Chunk(TableStorage.MaxTransaction))
        {
            await own.SubmitTransactionAsync(
                some.Select(entry => new TableTransactionAction(TableTransactionActionType.UpsertReplace, entry)), cancellationToken);
        }

        await RaceAsync(row.PartitionKey, () => TryReplaceAsync(row, cancellationToken));
        await RaceAsync(row.PartitionKey, () => TryListAsync(row.PartitionKey, cancellationToken));
    }

    public async Task NoteAsync(string id, TimelineEntry note, CancellationToken cancellationToken)
    {
        var ofRun = EntryRow.NotesOf(note.Run);
        var kept = own.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {id} and RowKey ge {ofRun + "-"} and RowKey lt {ofRun + "~"}"),
            select: [nameof(TableEntity.RowKey)],
            cancellationToken: cancellationToken);
        if (await kept.CountAsync(cancellationToken) < Timeline.MaxNotesPerRun)
        {
            await own.UpsertEntityAsync(EntryRow.ToNote(id, note), TableUpdateMode.Replace, cancellationToken);
        }
    }

    public async Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is { } row)
        {
            await UnlistAsync(row, cancellationToken);
        }

        // The summary's key sorts last, so that a repetition still finds what to take off the list.
        var everything = own.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {id}"), cancellationToken: cancellationToken);
        var keys = new List<TableEntity>();
        await foreach (var entity in everything)
        {
            keys.Add(entity);
        }

        foreach (var some in keys.Chunk(TableStorage.MaxTransaction))
        {
            await own.SubmitTransactionAsync(some.Select(entity => new TableTransactionAction(TableTransactionActionType.Delete, entity, ETag.All)), cancellationToken);
        }
    }

    public async Task<TableEntity?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var row = await own.GetEntityIfExistsAsync<TableEntity>(id, SummaryRow.RowKey, cancellationToken: cancellationToken);
        return row.HasValue ? row.Value : null;
    }

    private static async Task RaceAsync(string id, Func<Task<bool>> tryOnce)
    {
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            if (await tryOnce())
            {
                return;
            }
        }

        throw new ActivityException(ErrorTypes.Transient, $"The index row of {id} changes too often at this moment; try again.");
    }

    /// <summary>False when another write came between.</summary>
    private async Task<bool> TryReplaceAsync(TableEntity row, CancellationToken cancellationToken)
    {
        var current = await FindAsync(row.PartitionKey, cancellationToken);
        if (current is not null && !SummaryRow.IsNewer(row, current))
        {
            return true;
        }

        if (current is not null && SummaryRow.ToListed(current).RowKey != SummaryRow.ToListed(row).RowKey)
        {
            await UnlistAsync(current, cancellationToken);
        }

        try
        {
            await (current is null
                ? own.AddEntityAsync(row, cancellationToken)
                : own.UpdateEntityAsync(row, current.ETag, TableUpdateMode.Replace, cancellationToken));
            return true;
        }
        catch (RequestFailedException raced) when (raced.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    /// <summary>False when the row changed while it was copied.</summary>
    private async Task<bool> TryListAsync(string id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } row)
        {
            return true;
        }

        await list.UpsertEntityAsync(SummaryRow.ToListed(row), TableUpdateMode.Replace, cancellationToken);
        if (await FindAsync(id, cancellationToken) is { } now && now.ETag == row.ETag)
        {
            return true;
        }

        await UnlistAsync(row, cancellationToken);
        return false;
    }

    private Task<Response> UnlistAsync(TableEntity row, CancellationToken cancellationToken) =>
        list.DeleteEntityAsync(SummaryRow.ListPartition, SummaryRow.ToListed(row).RowKey, ETag.All, cancellationToken);
}
