using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.Observability;
using OnboardingFlow.Engine.Scheduling;

namespace OnboardingFlow.Engine;

/// <summary>
/// The embedded durable engine: event-sourced orchestrations on one SQLite file. Start it once; it owns its data folder until it is stopped or disposed.
/// </summary>
/// <remarks>
/// One thread (the loop) owns all instances and runs their turns; a second (the writer) commits the turns of many instances in one transaction; activities
/// run on the thread pool. A turn's inputs, decisions and the instance's new row are one commit; callers are answered, activities handed out and
/// ended instances reported only after it. Pending activities, timers and events have no tables of their own: they are what the history leaves open.
/// The row tells when the instance is due and whether a starting engine must take it up. Orchestration code that blocks its thread blocks the engine.
/// </remarks>
public sealed class DurableEngine : IAsyncDisposable
{
    private readonly EngineOptions _options;
    private readonly Func<DurableRegistry> _registry;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;
    private readonly EngineMetrics _metrics;
    private readonly IdleGate _gate = new();
    private EngineRuntime? _runtime;

    /// <summary>Makes an engine that is not started yet.</summary>
    /// <exception cref="ArgumentException">An option is wrong; the message names each.</exception>
    public DurableEngine(EngineOptions options, DurableRegistry registry, TimeProvider time, ILoggerFactory loggers)
        : this(options, () => registry, time, loggers, null)
    {
    }

    internal DurableEngine(EngineOptions options, Func<DurableRegistry> registry, TimeProvider time, ILoggerFactory loggers, IMeterFactory? meters)
    {
        if (EngineOptionsValidator.Errors(options).ToList() is { Count: > 0 } errors)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, errors), nameof(options));
        }

        (_options, _registry, _time, _loggers) = (options, registry, time, loggers);
        _metrics = new EngineMetrics(meters, () => Depths);
        Client = new EngineClient(() => _runtime, options, new SemaphoreSlim(options.MaxPendingOperations));
    }

    /// <summary>Starts, wakes and asks after instances.</summary>
    public EngineClient Client { get; }

    /// <summary>Whether the engine can make things durable.</summary>
    public EngineHealth Health { get; } = new();

    /// <summary>When time next makes something happen: a timer, a repeated attempt, an activity that its rate held back. For tests that drive the clock.</summary>
    public DateTimeOffset? NextTimerDue => _runtime is { } r ? new[] { r.Timers.Next, r.Pool.NextStart }.Min() : null;

    /// <summary>How much is waiting where.</summary>
    public EngineDepths Depths => _runtime is { } r
        ? new EngineDepths(r.Pool.Queued, r.Pool.Running, r.Writer.Waiting, r.Cache.Count, r.Timers.Count)
        : new EngineDepths(0, 0, 0, 0, 0);

    /// <summary>Opens the data folder and takes up what was under way when the engine last ended.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A limit is for an activity that there isn't.</exception>
    /// <exception cref="EngineStorageException">The folder is owned by another process, or its file is damaged or of a newer release.</exception>
    /// <exception cref="InvalidOperationException">It was started before.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_runtime is not null)
        {
            throw new InvalidOperationException("The engine was started before; make a new one.");
        }

        _runtime = new EngineRuntime(_options, _registry(), _time, _gate, Health, _metrics, _loggers, EngineSurroundings.Machine);
        _runtime.Start();
        return Task.CompletedTask;
    }

    /// <summary>
    /// Cancels running activities (they run again after the next start), commits what is done and closes the file. Cancelled itself, it no longer waits for
    /// activities; what is done is committed all the same.
    /// </summary>
    public Task StopAsync(CancellationToken cancellationToken) => _runtime?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>
    /// Completes when no message, turn, commit or activity is under way: from then on only the clock or a client call makes anything happen. For tests.
    /// </summary>
    /// <exception cref="EngineStoppedException">The engine runs no more.</exception>
    public async Task WaitUntilIdleAsync(CancellationToken cancellationToken)
    {
        var runtime = _runtime ?? throw EngineClient.NotRunning();
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(runtime.Stopped, cancellationToken);
        try
        {
            await _gate.WaitAsync(stopped.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw EngineClient.NotRunning();
        }

        if (!runtime.IsRunning)
        {
            throw EngineClient.NotRunning();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_runtime is { } runtime)
        {
            await runtime.StopAsync(CancellationToken.None);
            runtime.Dispose();
        }

        _metrics.Dispose();
    }

    /// <summary>Ends as if the process had been killed, for tests: what isn't committed is gone, the data folder is free.</summary>
    internal void Kill()
    {
        _runtime?.Kill();
        _runtime?.Dispose();
        _runtime = null;
    }
}
