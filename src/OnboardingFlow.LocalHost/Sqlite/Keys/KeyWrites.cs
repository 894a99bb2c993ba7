using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.LocalHost.Sqlite.Keys;

/// <summary>The writes to <c>keys.db</c>.</summary>
internal static class KeyWrites
{
    /// <summary>Returns 0 when the key id is taken.</summary>
    public static int Add(SqliteStatements sql, DataKeyRecord record)
    {
        if (sql.Find("SELECT 1 FROM data_key WHERE key_id = $1", record.KeyId) is not null)
        {
            return 0;
        }

        return sql.Execute(
            "INSERT INTO data_key (key_id, instance_id, key_version, slot, created_at) VALUES ($1, $2, $3, $4, $5)",
            record.KeyId,
            record.InstanceId,
            record.Wrapped.KeyVersion,
            Fill(sql, record.Wrapped),
            record.CreatedAt.UtcTicks);
    }

    /// <summary>Returns 0 when there is no such key (any more).</summary>
    public static int Rewrap(SqliteStatements sql, string keyId, WrappedKey wrapped)
    {
        if (sql.Find("SELECT slot FROM data_key WHERE key_id = $1", keyId) is not { } old)
        {
            return 0;
        }

        Overwrite(sql, old);
        return sql.Execute("UPDATE data_key SET key_version = $2, slot = $3 WHERE key_id = $1", keyId, wrapped.KeyVersion, Fill(sql, wrapped));
    }

    public static int Erase(SqliteStatements sql, string keyId) => EraseFound(sql, "key_id", keyId);

    public static int EraseInstance(SqliteStatements sql, string instanceId) => EraseFound(sql, "instance_id", instanceId);

    private static int EraseFound(SqliteStatements sql, string column, string value)
    {
        foreach (var slot in sql.FindAll($"SELECT slot FROM data_key WHERE {column} = $1", value))
        {
            Overwrite(sql, slot);
        }

        return sql.Execute($"DELETE FROM data_key WHERE {column} = $1", value);
    }

    private static void Overwrite(SqliteStatements sql, long slot)
    {
        sql.Execute("UPDATE slot SET wrapped = zeroblob(length(wrapped)) WHERE number = $1", slot);
        sql.Execute("INSERT INTO free_slot (length, number) SELECT length(wrapped), number FROM slot WHERE number = $1", slot);
    }

    private static long Fill(SqliteStatements sql, WrappedKey wrapped)
    {
        var bytes = wrapped.Bytes.ToArray();
        if (sql.Find("SELECT number FROM free_slot WHERE length = $1 ORDER BY number LIMIT 1", bytes.Length) is { } free)
        {
            sql.Execute("UPDATE slot SET wrapped = $2 WHERE number = $1", free, bytes);
            sql.Execute("DELETE FROM free_slot WHERE length = $2 AND number = $1", free, bytes.Length);
            return free;
        }

        return sql.Find("INSERT INTO slot (wrapped) VALUES ($1) RETURNING number", bytes)
            ?? throw new InvalidOperationException("SQLite returned no slot number");
    }
}
