using Azure;
using Azure.Data.Tables;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Integrations.Storage;

namespace OnboardingFlow.Functions.Tables;

/// <summary>
/// Wrapped data keys in a table of their own: a row for each key, and a row that names it under its instance. The naming row is written first and removed
/// last, so that no key is missed when an instance is erased.
/// </summary>
internal sealed class TableDataKeyStore(TableStorage storage) : IDataKeyStore
{
    private const int MaxTries = 10;
    private const string KeyRow = "key";
    private const string Names = "of-";
    private const string EndOfNames = "of~";
    private const string InstanceId = nameof(InstanceId);
    private const string KeyVersion = nameof(KeyVersion);
    private const string Wrapped = nameof(Wrapped);
    private const string CreatedAt = nameof(CreatedAt);

    /// <inheritdoc/>
    public Task AddAsync(DataKeyRecord record, CancellationToken cancellationToken) => CallAsync(
        async table =>
        {
            var name = new TableEntity(Named(record.InstanceId), record.KeyId) { [CreatedAt] = record.CreatedAt.UtcTicks };
            await table.UpsertEntityAsync(name, TableUpdateMode.Replace, cancellationToken);
            var row = new TableEntity(record.KeyId, KeyRow)
            {
                [InstanceId] = record.InstanceId,
                [KeyVersion] = record.Wrapped.KeyVersion,
                [Wrapped] = record.Wrapped.Bytes.ToArray(),
                [CreatedAt] = record.CreatedAt.UtcTicks,
            };
            try
            {
                await table.AddEntityAsync(row, cancellationToken);
            }
            catch (RequestFailedException taken) when (taken.Status == 409)
            {
                throw new InvalidOperationException($"Data key {record.KeyId} exists already.");
            }

            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<DataKeyRecord?> FindAsync(string keyId, CancellationToken cancellationToken) => CallAsync(
        async table => await ReadAsync(table, keyId, cancellationToken) is { } row ? RecordOf(row) : null,
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DataKeyRecord>> ListAsync(string? after, int count, CancellationToken cancellationToken) => CallAsync(
        async table =>
        {
            var keys = TableClient.CreateQueryFilter($"PartitionKey gt {after ?? ""} and RowKey eq {KeyRow}");
            var records = new List<DataKeyRecord>();
            await foreach (var row in table.QueryAsync<TableEntity>(keys, cancellationToken: cancellationToken))
            {
                if (RecordOf(row) is { } record)
                {
                    records.Add(record);
                }

                if (records.Count == count)
                {
                    break;
                }
            }

            return (IReadOnlyList<DataKeyRecord>)records;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task RewrapAsync(string keyId, WrappedKey wrapped, CancellationToken cancellationToken) => CallAsync(
        async table =>
        {
            for (var tries = 1; tries <= MaxTries; tries++)
            {
                if (await ReadAsync(table, keyId, cancellationToken) is not { } row || IsErased(row.GetBinary(Wrapped)))
                {
                    return false;
                }

                row[KeyVersion] = wrapped.KeyVersion;
                row[Wrapped] = wrapped.Bytes.ToArray();
                try
                {
                    await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancellationToken);
                    return true;
                }
                catch (RequestFailedException raced) when (raced.Status is 404 or 412)
                {
                    // Erased or wrapped anew at the same moment: look again.
                }
            }

            throw new ActivityException(ErrorTypes.Transient, $"Data key {keyId} changes too often at this moment; try again.");
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task EraseAsync(string keyId, CancellationToken cancellationToken) => CallAsync(
        async table =>
        {
            if (await ReadAsync(table, keyId, cancellationToken) is not { } row)
            {
                return false;
            }

            await EraseAsync(table, row, cancellationToken);
            await table.DeleteEntityAsync(Named(row.GetString(InstanceId)), keyId, ETag.All, cancellationToken);
            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListInstancesAsync(DateTimeOffset createdBefore, string? after, int count, CancellationToken cancellationToken) => CallAsync(
        async table =>
        {
            var names = TableClient.CreateQueryFilter(
                $"PartitionKey gt {Named(after ?? "")} and PartitionKey lt {EndOfNames} and CreatedAt lt {createdBefore.UtcTicks}");
            var instances = new List<string>();
            await foreach (var name in table.QueryAsync<TableEntity>(names, cancellationToken: cancellationToken))
            {
                var instance = name.PartitionKey[Names.Length..];
                if (instances.Count > 0 && instances[^1] == instance)
                {
                    continue;
                }

                if (instances.Count == count)
                {
                    break;
                }

                instances.Add(instance);
            }

            return (IReadOnlyList<string>)instances;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<int> EraseInstanceAsync(string instanceId, CancellationToken cancellationToken) => CallAsync(
        async table =>
        {
            var erased = 0;
            var named = TableClient.CreateQueryFilter($"PartitionKey eq {Named(instanceId)}");
            await foreach (var name in table.QueryAsync<TableEntity>(named, cancellationToken: cancellationToken))
            {
                if (await ReadAsync(table, name.RowKey, cancellationToken) is { } row)
                {
                    await EraseAsync(table, row, cancellationToken);
                    erased++;
                }

                await table.DeleteEntityAsync(name.PartitionKey, name.RowKey, ETag.All, cancellationToken);
            }

            return erased;
        },
        cancellationToken);

    private static DataKeyRecord? RecordOf(TableEntity row) => row.GetBinary(Wrapped) is { } wrapped && !IsErased(wrapped)
        ? new DataKeyRecord(
            row.PartitionKey,
            row.GetString(InstanceId),
            new WrappedKey(row.GetString(KeyVersion), wrapped),
            new DateTimeOffset(row.GetInt64(CreatedAt)!.Value, TimeSpan.Zero))
        : null;

    private static string Named(string instanceId) => Names + instanceId;

    private static bool IsErased(ReadOnlySpan<byte> wrapped) => !wrapped.ContainsAnyExcept((byte)0);

    private static async Task<TableEntity?> ReadAsync(TableClient table, string keyId, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(keyId, KeyRow, cancellationToken: cancellationToken);
        return row.HasValue ? row.Value : null;
    }

    private static async Task EraseAsync(TableClient table, TableEntity row, CancellationToken cancellationToken)
    {
        row[Wrapped] = new byte[row.GetBinary(Wrapped).Length];
        try
        {
            await table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, cancellationToken);
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            return;
        }

        await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellationToken);
    }

    private Task<T> CallAsync<T>(Func<TableClient, Task<T>> call, CancellationToken cancellationToken) => StorageFaults.TranslateAsync(
        async () => await call(await storage.TableAsync(TableStorage.Keys, cancellationToken)), cancellationToken);
}
