using Microsoft.Extensions.Logging;

namespace OnboardingFlow.Core.Ports;

/// <summary>
/// What an orchestration may do. Both hosts adapt their durable engine to it. Everything an orchestration learns comes from here: no clock, no
/// randomness, no I/O and no tasks of its own, because the code is replayed from its history.
/// </summary>
/// <remarks>
/// Payloads are JSON texts: the engine stores them and never looks inside. Typed calls are extensions over this port. <see cref="Task.WhenAny(Task[])"/> and
/// <see cref="Task.WhenAll(Task[])"/> over tasks from this context are allowed and deterministic; <c>ConfigureAwait(false)</c> is not.
/// </remarks>
public interface IOrchestrationContext
{
    /// <summary>Id of the running instance.</summary>
    string InstanceId { get; }

    /// <summary>Version of the workflow definition that this instance was started with; a changed workflow branches on it. Never null.</summary>
    string Version { get; }

    /// <summary>The current time as history has it: the same on every replay.</summary>
    DateTimeOffset CurrentUtc { get; }

    /// <summary>Whether the code now running repeats what history already holds.</summary>
    bool IsReplaying { get; }

    /// <summary>A new GUID, the same on every replay.</summary>
    Guid NewGuid();

    /// <summary>A logger that is silent during replay.</summary>
    ILogger CreateReplaySafeLogger(string category);

    /// <summary>Runs an activity at least once and returns its recorded result.</summary>
    /// <param name="name">Name under which the activity is registered.</param>
    /// <param name="input">JSON text, or null.</param>
    /// <param name="retry">Repeats after failures; null runs it once.</param>
    /// <param name="handled">
    /// Whether the caller goes on after every failure. Durable Task's rewind forgets all failures in history, also those that the orchestration went on from, so
    /// that it can't be repeated any more: these are kept there as answers.
    /// </param>
    /// <exception cref="ActivityFailedException">The activity failed and the retry policy allows no further attempt.</exception>
    Task<string?> CallActivityAsync(string name, string? input, RetryPolicy? retry = null, bool handled = false);

    /// <summary>Runs another orchestration and returns its output.</summary>
    /// <exception cref="ActivityFailedException">The other instance failed or was terminated.</exception>
    Task<string?> CallSubOrchestrationAsync(string name, string instanceId, string? input);

    /// <summary>Durably starts another instance that lives its own life. Starting an id that exists already, in whatever status, changes nothing.</summary>
    Task StartInstanceAsync(string name, string instanceId, string? input);

    /// <summary>A durable timer. Cancelling it before it fires makes the returned task cancelled and removes the timer.</summary>
    Task CreateTimerAsync(DateTimeOffset fireAt, CancellationToken cancellationToken = default);

    /// <summary>
    /// The next external event of that name. Events are buffered by name in the order of their arrival, also before anyone waits, and survive
    /// continue-as-new. Each event completes exactly one waiter. A waiter that is cancelled takes no event.
    /// </summary>
    Task<string?> WaitForExternalEventAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Shows <paramref name="json"/> as the instance's custom status (at most 16 KiB) with the next commit.</summary>
    void SetCustomStatus(string? json);

    /// <summary>Ends this execution when the orchestration returns and begins a new one with fresh history, unprocessed events kept.</summary>
    void ContinueAsNew(string? input);
}
