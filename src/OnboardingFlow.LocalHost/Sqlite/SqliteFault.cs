using Microsoft.Data.Sqlite;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.LocalHost.Sqlite;

/// <summary>Turns SQLite's errors into the faults that the ports promise, naming the file.</summary>
internal static class SqliteFault
{
    // Primary result codes: https://www.sqlite.org/rescode.html
    private const int Corrupt = 11;
    private const int CannotOpen = 14;
    private const int ReadOnly = 8;
    private const int NotADatabase = 26;
    private const int Permission = 3;

    /// <summary>SQLite's messages name tables and columns, never values, so they may be shown.</summary>
    public static ActivityException From(string path, SqliteException error) => error.SqliteErrorCode switch
    {
        Corrupt or NotADatabase => Damaged(path, error.Message, error),
        CannotOpen or ReadOnly or Permission => new(ErrorTypes.Configuration, $"{path} can't be opened for writing: {error.Message}", error),
        _ => new(ErrorTypes.Transient, $"{path}: {error.Message}", error),
    };

    public static ActivityException Damaged(string path, string problem, Exception? inner = null) =>
        new(ErrorTypes.Configuration, $"{path} is damaged: {problem}. Put a good copy in its place; nothing was changed in it.", inner);

    public static ActivityException Newer(string path, long found, long known) =>
        new(ErrorTypes.Configuration, $"{path} was written by a newer release (schema {found}; this one knows up to {known}). Start that release; nothing was changed in it.");
}
