using Azure;
using Azure.Data.Tables;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Functions.Tables;

/// <summary>The newest request ids (hashed) of an onboarding, in one row.</summary>
internal static class SeenRequests
{
    private const string RowKey = "requests";
    private const string Hashes = nameof(Hashes);
    private const int Kept = 32;
    private const int MaxTries = 10;

    public static async Task<IReadOnlyList<string>> ReadAsync(TableClient table, string id, CancellationToken cancellationToken) =>
        HashesOf(await FindAsync(table, id, cancellationToken));

    public static async Task RememberAsync(TableClient table, string id, string hash, CancellationToken cancellationToken)
    {
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            var row = await FindAsync(table, id, cancellationToken);
            var seen = HashesOf(row);
            if (seen.Contains(hash, StringComparer.Ordinal))
            {
                return;
            }

            var changed = new TableEntity(id, RowKey) { [Hashes] = string.Join(' ', seen.Append(hash).TakeLast(Kept)) };
            try
            {
                await (row is null
                    ? table.AddEntityAsync(changed, cancellationToken)
                    : table.UpdateEntityAsync(changed, row.ETag, TableUpdateMode.Replace, cancellationToken));
                return;
            }
            catch (RequestFailedException raced) when (raced.Status is 404 or 409 or 412)
            {
                // Another one was remembered at the same moment: look again.
            }
        }

        throw new ActivityException(ErrorTypes.Transient, $"The request ids of {id} change too often at this moment; try again.");
    }

    private static async Task<TableEntity?> FindAsync(TableClient table, string id, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(id, RowKey, cancellationToken: cancellationToken);
        return row.HasValue ? row.Value : null;
    }

    private static string[] HashesOf(TableEntity? row) => row?.GetString(Hashes).Split(' ') ?? [];
}
