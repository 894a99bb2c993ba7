namespace OnboardingFlow.LocalHost.Sqlite.Keys;

/// <summary>
/// Schema of <c>keys.db</c>. Wrapped keys lie in a table of slots whose rows are only added at the end and overwritten by values of the same length,
/// never deleted or moved: SQLite's page balancing would leave copies of moved rows in the free part of a page, out of reach of an overwrite.
/// An erased slot is used again.
/// </summary>
internal static class KeySchema
{
    /// <summary>Step n leads from version n to n+1.</summary>
    public static readonly IReadOnlyList<string> Migrations =
    [
        """
        CREATE TABLE slot (number INTEGER PRIMARY KEY, wrapped BLOB NOT NULL);
        CREATE TABLE free_slot (length INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (length, number)) WITHOUT ROWID;
        CREATE TABLE data_key (
            key_id TEXT NOT NULL PRIMARY KEY,
            instance_id TEXT NOT NULL,
            key_version TEXT NOT NULL,
            slot INTEGER NOT NULL,
            created_at INTEGER NOT NULL -- UTC ticks
        ) WITHOUT ROWID;
        CREATE INDEX data_key_by_instance ON data_key (instance_id, slot)
        """,
    ];
}
