using Microsoft.Data.Sqlite;

namespace OnboardingFlow.Engine.Storage;

/// <summary>The tables, and how a file of an earlier release becomes one of this release. Forward only; a newer file is refused.</summary>
internal static class Schema
{
    /// <summary>Marks the file as the engine's (SQLite's <c>application_id</c>; "OBEn").</summary>
    public const long ApplicationId = 0x4F42456E;

    /// <summary>The columns of an instance beyond key and id, in the order in which they are written and read.</summary>
    public const string InstanceColumns =
        "orchestration, version, run, run_id, execution, status, created_at, updated_at, turns, events, due_at, needs_load, custom_status, output, "
        + "error_type, error_message, parent_key, parent_run, parent_execution, parent_task, trace_parent, trace_state";

    // The step at index n brings a file of schema n to n + 1. A released step never changes.
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE instance (
          key INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          orchestration TEXT NOT NULL,
          version TEXT NOT NULL,
          run INTEGER NOT NULL,
          run_id BLOB NOT NULL,
          execution INTEGER NOT NULL,
          status INTEGER NOT NULL,
          created_at INTEGER NOT NULL,
          updated_at INTEGER NOT NULL,
          turns INTEGER NOT NULL,
          events INTEGER NOT NULL,
          due_at INTEGER,
          needs_load INTEGER NOT NULL,
          custom_status TEXT,
          output TEXT,
          error_type TEXT,
          error_message TEXT,
          parent_key INTEGER,
          parent_run INTEGER,
          parent_execution INTEGER,
          parent_task INTEGER
        ) STRICT;
        CREATE INDEX instance_by_status ON instance (status, created_at);
        CREATE INDEX instance_ended ON instance (updated_at) WHERE status >= 3;
        CREATE TABLE history (
          key INTEGER NOT NULL,
          run INTEGER NOT NULL,
          execution INTEGER NOT NULL,
          turn INTEGER NOT NULL,
          record BLOB NOT NULL,
          PRIMARY KEY (key, run, execution, turn)
        ) STRICT, WITHOUT ROWID;
        """,
        "ALTER TABLE instance ADD COLUMN trace_parent TEXT;",
        "ALTER TABLE instance ADD COLUMN trace_state TEXT;",
    ];

    public static int Current => Steps.Length;

    /// <exception cref="EngineStorageException">The file is another program's or a newer release's.</exception>
    public static void Migrate(SqliteConnection connection, string file) => Migrate(connection, file, Current);

    /// <summary>As a release with an earlier schema would, for tests.</summary>
    internal static void Migrate(SqliteConnection connection, string file, int target)
    {
        var version = (int)connection.Scalar("PRAGMA user_version");
        var application = connection.Scalar("PRAGMA application_id");
        if (application != ApplicationId && (application != 0 || version != 0 || connection.Scalar("SELECT count(*) FROM sqlite_schema") > 0))
        {
            throw new EngineStorageException($"'{file}' is an SQLite file of another program; name another folder in Engine:DataDirectory.");
        }

        if (version > Current)
        {
            throw new EngineStorageException(
                $"'{file}' was written by a newer release (schema {version}, this release knows {Current}). Run that release, or restore an older backup.");
        }

        for (; version < target; version++)
        {
            connection.Execute($"BEGIN IMMEDIATE; {Steps[version]} PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {version + 1}; COMMIT");
        }
    }
}
