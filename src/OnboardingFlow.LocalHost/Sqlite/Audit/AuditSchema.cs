namespace OnboardingFlow.LocalHost.Sqlite.Audit;

/// <summary>Schema of <c>audit.db</c>. Times are UTC ticks.</summary>
internal static class AuditSchema
{
    /// <summary>Newest entries that are kept; with each new one the one this far back goes.</summary>
    public const int EntriesKept = 100_000;

    /// <summary>Step n leads from version n to n+1.</summary>
    public static readonly IReadOnlyList<string> Migrations =
    [
        """
        CREATE TABLE entry (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            at INTEGER NOT NULL,
            who TEXT NOT NULL,
            via TEXT NOT NULL,
            action TEXT NOT NULL,
            target TEXT NOT NULL,
            verdict TEXT, -- null until it is known
            code TEXT,
            matched INTEGER,
            done INTEGER,
            refused INTEGER
        )
        """,
    ];
}
