using Microsoft.Data.Sqlite;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.LocalHost.Sqlite.Keys;

/// <summary>Wrapped data keys in <c>keys.db</c>. When an erasing call returns, the wrapped key is in no file of this store.</summary>
internal sealed class SqliteDataKeyStore : IDataKeyStore, IAsyncDisposable
{
    /// <summary>Name of the file in the data folder.</summary>
    public const string FileName = "keys.db";

    private readonly SqliteFile file;
    private readonly SqliteWriter writer;

    /// <exception cref="ActivityException">The file is damaged, of a newer release, or can't be opened.</exception>
    public SqliteDataKeyStore(string dataDirectory)
    {
        (file, var connection) = SqliteFile.Open(Path.Combine(dataDirectory, FileName), KeySchema.Migrations, secureDelete: true);
        writer = new SqliteWriter(file, connection);
    }

    /// <inheritdoc/>
    public async Task AddAsync(DataKeyRecord record, CancellationToken cancellationToken)
    {
        if (await writer.WriteAsync(sql => KeyWrites.Add(sql, record), erases: false, cancellationToken) == 0)
        {
            throw new InvalidOperationException($"Data key {record.KeyId} exists already.");
        }
    }

    /// <inheritdoc/>
    public Task<DataKeyRecord?> FindAsync(string keyId, CancellationToken cancellationToken) =>
        file.ReadAsync(connection => Find(connection, keyId), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DataKeyRecord>> ListAsync(string? after, int count, CancellationToken cancellationToken) =>
        file.ReadAsync<IReadOnlyList<DataKeyRecord>>(connection => List(connection, after ?? "", count), cancellationToken);

    /// <inheritdoc/>
    public Task RewrapAsync(string keyId, WrappedKey wrapped, CancellationToken cancellationToken) =>
        writer.WriteAsync(sql => KeyWrites.Rewrap(sql, keyId, wrapped), erases: true, cancellationToken);

    /// <inheritdoc/>
    public Task EraseAsync(string keyId, CancellationToken cancellationToken) =>
        writer.WriteAsync(sql => KeyWrites.Erase(sql, keyId), erases: true, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListInstancesAsync(DateTimeOffset createdBefore, string? after, int count, CancellationToken cancellationToken) =>
        file.ReadAsync<IReadOnlyList<string>>(connection => ListInstances(connection, createdBefore, after ?? "", count), cancellationToken);

    /// <inheritdoc/>
    public Task<int> EraseInstanceAsync(string instanceId, CancellationToken cancellationToken) =>
        writer.WriteAsync(sql => KeyWrites.EraseInstance(sql, instanceId), erases: true, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        file.CloseReaders();
        await writer.DisposeAsync();
    }

    private static List<string> ListInstances(SqliteConnection connection, DateTimeOffset createdBefore, string after, int count)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT DISTINCT instance_id FROM data_key WHERE instance_id > $after AND created_at < $before ORDER BY instance_id LIMIT $count
            """;
        command.Parameters.AddWithValue("$after", after);
        command.Parameters.AddWithValue("$before", createdBefore.UtcTicks);
        command.Parameters.AddWithValue("$count", count);
        using var rows = command.ExecuteReader();
        var ids = new List<string>();
        while (rows.Read())
        {
            ids.Add(rows.GetString(0));
        }

        return ids;
    }

    private static List<DataKeyRecord> List(SqliteConnection connection, string after, int count)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT instance_id, key_version, wrapped, created_at, key_id FROM data_key JOIN slot ON slot.number = data_key.slot
            WHERE key_id > $after ORDER BY key_id LIMIT $count
            """;
        command.Parameters.AddWithValue("$after", after);
        command.Parameters.AddWithValue("$count", count);
        using var row = command.ExecuteReader();
        var records = new List<DataKeyRecord>();
        while (row.Read())
        {
            records.Add(Read(row, row.GetString(4)));
        }

        return records;
    }

    private static DataKeyRecord? Find(SqliteConnection connection, string keyId)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT instance_id, key_version, wrapped, created_at FROM data_key JOIN slot ON slot.number = data_key.slot WHERE key_id = $id
            """;
        command.Parameters.AddWithValue("$id", keyId);
        using var row = command.ExecuteReader();
        return row.Read() ? Read(row, keyId) : null;
    }

    private static DataKeyRecord Read(SqliteDataReader row, string keyId) =>
        new(keyId, row.GetString(0), new(row.GetString(1), row.GetFieldValue<byte[]>(2)), new(row.GetInt64(3), TimeSpan.Zero));
}
