using Microsoft.Data.Sqlite;
using OnboardingFlow.Engine.History;
using OnboardingFlow.Engine.Storage;

namespace OnboardingFlow.Engine;

/// <summary>What can be done with a data folder from outside, whether its engine runs or not.</summary>
public static class EngineArchive
{
    /// <summary>The engine's file in a data folder.</summary>
    public static string FileIn(string dataDirectory) => EngineFile.PathIn(dataDirectory);

    /// <summary>The recorded histories of an instance, as <see cref="EngineClient.ReadHistoryAsync"/>.</summary>
    /// <exception cref="EngineStorageException">There is no engine's file, or it can't be read.</exception>
    public static IReadOnlyList<InstanceHistory> ReadHistories(string dataDirectory, string instanceId)
    {
        try
        {
            using var reader = new InstanceReader(EngineFile.OpenForReading(dataDirectory));
            return reader.Histories(instanceId);
        }
        catch (SqliteException e)
        {
            throw new EngineStorageException($"'{FileIn(dataDirectory)}' can't be read: {e.Message}", e);
        }
    }

    /// <summary>
    /// Copies an SQLite file, such as the engine's, as of one moment, while others may read and write it. The copy is whole and durable when this returns,
    /// or isn't there.
    /// </summary>
    /// <exception cref="EngineStorageException">The file can't be read, the target exists already or can't be written.</exception>
    public static void Backup(string file, string target)
    {
        if (File.Exists(target))
        {
            throw new EngineStorageException($"'{target}' exists already; a backup never overwrites another. Name a new folder.");
        }

        var unfinished = target + ".unfinished";
        try
        {
            File.Delete(unfinished);
            using (var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString()))
            {
                connection.Open();
                using var vacuum = connection.CreateCommand();
                vacuum.CommandText = "VACUUM INTO $target";
                vacuum.Parameters.AddWithValue("$target", unfinished);
                vacuum.ExecuteNonQuery();
            }

            using (var written = new FileStream(unfinished, FileMode.Open, FileAccess.ReadWrite))
            {
                written.Flush(flushToDisk: true);
            }

            File.Move(unfinished, target);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new EngineStorageException($"'{file}' can't be copied to '{target}': {e.Message}", e);
        }
    }
}
