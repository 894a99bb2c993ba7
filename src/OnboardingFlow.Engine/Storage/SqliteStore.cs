using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.History;

namespace OnboardingFlow.Engine.Storage;

/// <summary>The data folder of a running engine: owned, its file open for one reader and one writer.</summary>
internal sealed class SqliteStore : IEngineStore
{
    private readonly DataFolderLock _lock;
    private readonly SqliteConnection _connection;
    private readonly WriteStatements _statements;
    private readonly InstanceReader _reader;
    private readonly Action<CommitPoint>? _hook;

    private SqliteStore(DataFolderLock held, SqliteConnection connection, InstanceReader reader, Action<CommitPoint>? hook)
    {
        (_lock, _connection, _reader, _hook) = (held, connection, reader, hook);
        _statements = new WriteStatements(connection);
    }

    /// <exception cref="EngineStorageException">The data folder can't be used.</exception>
    public static SqliteStore Open(EngineOptions options, ILogger logger)
    {
        var held = DataFolderLock.Take(options.DataDirectory);
        try
        {
            var connection = EngineFile.OpenForWriting(options.DataDirectory, options.CheckAtStartUpToBytes, logger);
            return new SqliteStore(held, connection, new InstanceReader(EngineFile.OpenForReading(options.DataDirectory)), options.CommitHook);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    public InstanceRow? Find(string id) => _reader.Find(id);

    public InstanceRow? Find(long key) => _reader.Find(key);

    public List<HistoryTurn> Turns(InstanceRow row) => _reader.Turns(row);

    public List<(long Key, RuntimeStatus Status, DateTimeOffset? DueAt, bool NeedsLoad)> Live() => _reader.Live();

    public long LastKey() => _reader.LastKey();

    public TimeSpan Commit(IReadOnlyList<CommitUnit> units)
    {
        try
        {
            _statements.Begin();
            foreach (var write in units.SelectMany(unit => unit.Writes))
            {
                _statements.Apply(write);
            }

            _hook?.Invoke(CommitPoint.Before);
            var written = Stopwatch.GetTimestamp();
            _statements.Commit();
            var sync = Stopwatch.GetElapsedTime(written);
            _hook?.Invoke(CommitPoint.After);
            return sync;
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _statements.Dispose();
        _connection.Dispose();
        _lock.Dispose();
    }

    private void RollBack()
    {
        // SQLite has rolled back by itself after some errors.
        if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0)
        {
            _statements.Rollback();
        }
    }
}
