namespace OnboardingFlow.Engine;

/// <summary>Settings and limits of the engine, from configuration section <c>Engine</c>. Checked at start.</summary>
public sealed record EngineOptions
{
    /// <summary>Folder of <c>engine.db</c>; made when it doesn't exist. One process at a time may own it.</summary>
    public string DataDirectory { get; init; } = "./data";

    /// <summary>Ended instances are purged when they ended longer ago than this.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How many activities run at the same time, in all.</summary>
    public int MaxConcurrentActivities { get; init; } = 64;

    /// <summary>
    /// Limits for single activities by name, such as <c>Engine:Activities:Presign:MaxPerSecond</c>. A name that no activity has stops the start.
    /// </summary>
    public IReadOnlyDictionary<string, ActivityLimit> Activities { get; init; } = new Dictionary<string, ActivityLimit>();

    /// <summary>
    /// An activity call during which the process died so often fails, without running again, with <see cref="EngineErrorTypes.PoisonActivity"/>. After its
    /// first time it runs only while no other such call does, so that the one to blame is found. An orderly stop doesn't count.
    /// </summary>
    public int MaxDeliveries { get; init; } = 10;

    /// <summary>
    /// Starts are held back while so many activities wait for their turn to run. Activities of instances that run already are queued beyond it.
    /// </summary>
    public int MaxQueuedActivities { get; init; } = 50_000;

    /// <summary>How many instances stay in memory so that going on needs no replay; those least recently used are dropped and replayed when needed.</summary>
    public int MaxInstancesInMemory { get; init; } = 5_000;

    /// <summary>How many client calls may be under way; further ones wait.</summary>
    public int MaxPendingOperations { get; init; } = 10_000;

    /// <summary>How many turns are committed in one transaction at most.</summary>
    public int MaxCommitBatch { get; init; } = 1_000;

    /// <summary>Largest input, output, result or event payload, in bytes of UTF-8.</summary>
    public int MaxPayloadBytes { get; init; } = 64 * 1024;

    /// <summary>Largest custom status, in bytes of UTF-8.</summary>
    public int MaxCustomStatusBytes { get; init; } = 16 * 1024;

    /// <summary>How many external events an instance may hold that nobody took yet; further ones are refused.</summary>
    public int MaxBufferedEvents { get; init; } = 1_000;

    /// <summary>From so many history events of one execution on, a warning is logged.</summary>
    public int HistoryWarning { get; init; } = 5_000;

    /// <summary>An execution whose history grows beyond so many events fails; it should have continued as new.</summary>
    public int HistoryLimit { get; init; } = 20_000;

    /// <summary>Up to this size of the file, its structure is checked wholly at start (about a second for each 256 MiB); beyond, its header and schema only.</summary>
    public long CheckAtStartUpToBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>How long a stop waits for activities to heed their cancellation, unless it is hurried before.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Called by the writer around each commit; tests throw from it to simulate a crash.</summary>
    internal Action<Storage.CommitPoint>? CommitHook { get; init; }
}
