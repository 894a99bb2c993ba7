using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OnboardingFlow.Engine.Storage;

/// <summary>
/// A statement compiled once and run many times, its values bound in order. It goes straight to SQLite: an ADO.NET command boxes each value and makes a
/// reader for each run, which costs the writer more than SQLite itself.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _compiled;
    private byte[] _text = new byte[1024];
    private int _bound;

    /// <exception cref="SqliteException">The statement can't be compiled.</exception>
    public Statement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _compiled));
    }

    public Statement Bind(long? value)
    {
        _bound++;
        Check(value is { } number ? raw.sqlite3_bind_int64(_compiled, _bound, number) : raw.sqlite3_bind_null(_compiled, _bound));
        return this;
    }

    public Statement Bind(DateTimeOffset? value) => Bind(value?.UtcTicks);

    public Statement Bind(string? value)
    {
        if (value is null)
        {
            return Bind((long?)null);
        }

        _bound++;
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (_text.Length < most)
        {
            _text = new byte[most];
        }

        Check(raw.sqlite3_bind_text(_compiled, _bound, _text.AsSpan(0, Encoding.UTF8.GetBytes(value, _text))));
        return this;
    }

    public Statement Bind(ReadOnlySpan<byte> value)
    {
        _bound++;
        Check(raw.sqlite3_bind_blob(_compiled, _bound, value));
        return this;
    }

    /// <summary>Runs it with what is bound, for the next run to bind anew. Returns how many rows it changed.</summary>
    /// <exception cref="SqliteException">SQLite refused it.</exception>
    public int Run()
    {
        Next();
        Reset();
        return raw.sqlite3_changes(_database);
    }

    /// <summary>Runs it with what is bound and reads what each row gives.</summary>
    /// <exception cref="SqliteException">SQLite refused it.</exception>
    public List<T> ReadAll<T>(Func<Statement, T> read)
    {
        var rows = new List<T>();
        try
        {
            while (Next())
            {
                rows.Add(read(this));
            }
        }
        finally
        {
            Reset();
        }

        return rows;
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_compiled, column) == raw.SQLITE_NULL;

    public long Integer(int column) => raw.sqlite3_column_int64(_compiled, column);

    public string Text(int column) => raw.sqlite3_column_text(_compiled, column).utf8_to_string();

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public DateTimeOffset? Time(int column) => IsNull(column) ? null : new DateTimeOffset(Integer(column), TimeSpan.Zero);

    public byte[] Blob(int column) => raw.sqlite3_column_blob(_compiled, column).ToArray();

    public void Dispose() => _compiled.Dispose();

    private bool Next()
    {
        var outcome = raw.sqlite3_step(_compiled);
        _bound = 0;
        if (outcome is not (raw.SQLITE_DONE or raw.SQLITE_ROW))
        {
            var error = AsException(outcome);
            Reset();
            throw error;
        }

        return outcome == raw.SQLITE_ROW;
    }

    /// <summary>Its answer repeats what the last step said: that was told already.</summary>
    private void Reset() => _ = raw.sqlite3_reset(_compiled);

    private void Check(int outcome)
    {
        if (outcome != raw.SQLITE_OK)
        {
            throw AsException(outcome);
        }
    }

    private SqliteException AsException(int outcome) =>
        new(raw.sqlite3_errmsg(_database).utf8_to_string(), outcome & 0xFF, raw.sqlite3_extended_errcode(_database));
}
