using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace OnboardingFlow.Engine.Storage;

/// <summary>The engine's SQLite file: <c>engine.db</c> in the data folder, in WAL mode, synced in full at each commit.</summary>
internal static class EngineFile
{
    private const int SqliteCorrupt = 11;
    private const int SqliteNotADatabase = 26;

    public static string PathIn(string folder) => Path.Combine(folder, "engine.db");

    /// <summary>Checks the file, brings its schema up to date, and opens it for writing.</summary>
    /// <exception cref="EngineStorageException">It is damaged, of another program, or of a newer release.</exception>
    public static SqliteConnection OpenForWriting(string folder, long checkUpToBytes, ILogger logger)
    {
        var file = PathIn(folder);
        var connection = new SqliteConnection(Connect(file, SqliteOpenMode.ReadWriteCreate));
        try
        {
            connection.Open();
            Check(connection, file, checkUpToBytes, logger);
            Schema.Migrate(connection, file);
            connection.Execute("PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -16000");
            return connection;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SqliteCorrupt or SqliteNotADatabase)
        {
            connection.Dispose();
            throw Damaged(file, e.Message, e);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static SqliteConnection OpenForReading(string folder)
    {
        var connection = new SqliteConnection(Connect(PathIn(folder), SqliteOpenMode.ReadOnly));
        connection.Open();
        connection.Execute("PRAGMA busy_timeout = 5000");
        return connection;
    }

    private static string Connect(string file, SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = 30 }.ToString();

    private static void Check(SqliteConnection connection, string file, long checkUpToBytes, ILogger logger)
    {
        if (new FileInfo(file) is { Exists: true, Length: var length } && length > checkUpToBytes)
        {
            Log.CheckSkipped(logger, length, checkUpToBytes);
            return;
        }

        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA quick_check(1)";
        if (command.ExecuteScalar() is not "ok" and var finding)
        {
            throw Damaged(file, $"{finding}", null);
        }
    }

    private static EngineStorageException Damaged(string file, string finding, Exception? inner) => new(
        $"'{file}' is damaged ({finding}). Nothing was changed. Restore the data folder from a backup, or move the file away to start empty.", inner);
}
