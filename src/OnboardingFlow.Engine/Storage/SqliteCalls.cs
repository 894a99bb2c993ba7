using System.Globalization;
using Microsoft.Data.Sqlite;

namespace OnboardingFlow.Engine.Storage;

/// <summary>Short forms for statements without parameters.</summary>
internal static class SqliteCalls
{
    public static void Execute(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static long Scalar(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar() is { } value and not DBNull ? value : 0L, CultureInfo.InvariantCulture);
    }
}
