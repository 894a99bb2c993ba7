using Microsoft.Extensions.Logging;
using OnboardingFlow.Engine.Storage;

namespace OnboardingFlow.Engine.Scheduling;

/// <summary>What the engine takes from the machine besides its clock. A simulation gives its own, to run everything in one thread in an order of its choice.</summary>
internal sealed record EngineSurroundings
{
    public static EngineSurroundings Machine { get; } = new();

    public Func<EngineOptions, ILogger, IEngineStore> OpenStore { get; init; } = SqliteStore.Open;

    /// <summary>Whether loop and writer run on threads of their own; if not, <see cref="EngineLoop.RunPending"/> and <see cref="CommitWriter.RunPending"/> run them.</summary>
    public bool OwnThreads { get; init; } = true;

    /// <summary>Runs something elsewhere: activities, and the end after a fault.</summary>
    public Action<Func<Task>> RunElsewhere { get; init; } = work => _ = Task.Run(work);

    /// <summary>Ids of new runs, which idempotency keys are made of.</summary>
    public Func<Guid> NewRunId { get; init; } = Guid.NewGuid;

    /// <summary>Holds the writer before it tries again.</summary>
    public Action<TimeSpan, TimeProvider, CancellationToken> Pause { get; init; } = (pause, time, cancel) => Task.Delay(pause, time, cancel).GetAwaiter().GetResult();
}
