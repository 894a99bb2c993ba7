using System.Globalization;
using Microsoft.Data.Sqlite;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.LocalHost.Sqlite;

/// <summary>A database file of this host: made or migrated when opened, written by one connection, read by pooled ones.</summary>
internal sealed class SqliteFile
{
    /// <summary>Bigger files are not checked whole at the start: that would take seconds. Damage in them shows when it is read.</summary>
    private const long CheckedWholeUpTo = 256L * 1024 * 1024;

    /// <summary>Pages in the log before they are moved into the file. Under load the same few pages are written again and again: moving them seldom saves most of it. 32 MiB of log at the most.</summary>
    private const int PagesToCheckpoint = 8000;

    private readonly string readers;

    private SqliteFile(string path)
    {
        Path = path;
        readers = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = true, DefaultTimeout = 5 }.ToString();
    }

    public string Path { get; }

    /// <summary>Opens the file for writing, makes it when it isn't there, and brings it to the newest schema.</summary>
    /// <param name="path">The file.</param>
    /// <param name="migrations">SQL that leads from version n to n+1, from version 0 on. Those of a release are never changed afterwards.</param>
    /// <param name="secureDelete">Whether what is deleted is overwritten with zeros.</param>
    /// <exception cref="ActivityException">The file is damaged, of a newer release, or can't be opened.</exception>
    public static (SqliteFile File, SqliteConnection Writer) Open(string path, IReadOnlyList<string> migrations, bool secureDelete = false)
    {
        MakeReadableByOwnerOnly(path);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 5 }.ToString());
        try
        {
            connection.Open();
            Execute(connection, string.Create(
                CultureInfo.InvariantCulture,
                $"""
                PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = {(secureDelete ? "ON" : "OFF")};
                PRAGMA wal_autocheckpoint = {PagesToCheckpoint}; PRAGMA temp_store = MEMORY
                """));
            Migrate(connection, path, migrations);
            Check(connection, path);
            return (new SqliteFile(path), connection);
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw SqliteFault.From(path, e);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs a read on a pooled connection, off the caller's thread.</summary>
    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            try
            {
                using var connection = new SqliteConnection(readers);
                connection.Open();
                return read(connection);
            }
            catch (SqliteException e)
            {
                throw SqliteFault.From(Path, e);
            }
        },
        cancellationToken);

    /// <summary>Closes the pooled readers, so that the file can be moved or its log folded in.</summary>
    public void CloseReaders()
    {
        using var connection = new SqliteConnection(readers);
        SqliteConnection.ClearPool(connection);
    }

    private static void Migrate(SqliteConnection connection, string path, IReadOnlyList<string> migrations)
    {
        var version = Scalar(connection, "PRAGMA user_version");
        if (version > migrations.Count)
        {
            throw SqliteFault.Newer(path, version, migrations.Count);
        }

        for (var next = (int)version; next < migrations.Count; next++)
        {
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"BEGIN IMMEDIATE; {migrations[next]}; PRAGMA user_version = {next + 1}; COMMIT"));
        }
    }

    private static void Check(SqliteConnection connection, string path)
    {
        if (new FileInfo(path).Length > CheckedWholeUpTo)
        {
            return;
        }

        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA quick_check(1)";
        if (command.ExecuteScalar() is not "ok" and var problem)
        {
            throw SqliteFault.Damaged(path, problem?.ToString()?.ReplaceLineEndings(" ") ?? "SQLite's check gave no answer");
        }
    }

    private static void MakeReadableByOwnerOnly(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite; // SQLite gives its log the file's own mode.
        }

        try
        {
            new FileStream(path, options).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ActivityException(ErrorTypes.Configuration, $"{path} can't be opened for writing: {e.Message}", e);
        }
    }

    private static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
