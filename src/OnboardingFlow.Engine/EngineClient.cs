using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.Execution;
using OnboardingFlow.Engine.History;
using OnboardingFlow.Engine.Observability;
using OnboardingFlow.Engine.Scheduling;

namespace OnboardingFlow.Engine;

/// <summary>
/// The engine's client. When a call returns, its effect is durable. A call that is cancelled or ends in <see cref="EngineStoppedException"/> may
/// have taken effect.
/// </summary>
public sealed class EngineClient : IEngineClient
{
    private readonly Func<EngineRuntime?> _runtime;
    private readonly PayloadLimits _limits;
    private readonly SemaphoreSlim _places;

    internal EngineClient(Func<EngineRuntime?> runtime, EngineOptions options, SemaphoreSlim places)
    {
        _runtime = runtime;
        _limits = new PayloadLimits(options.MaxPayloadBytes, options.MaxCustomStatusBytes);
        _places = places;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">No such orchestration is registered.</exception>
    /// <exception cref="EngineLimitException">The id or the input is too long.</exception>
    /// <exception cref="EngineStorageException">The file can't be written now; nothing was started.</exception>
    /// <exception cref="EngineStoppedException">The engine runs no more.</exception>
    public async Task<StartResult> StartAsync(StartInstance start, CancellationToken cancellationToken)
    {
        PayloadLimits.CheckName(start.InstanceId, "The instance id");
        _limits.CheckPayload(start.Input, "input");
        await Writable().Pool.WaitForRoomAsync(cancellationToken);
        var caller = CallerTrace.Current;
        return await CallAsync<StartResult>((operations, reply) => operations.Start(start, caller, reply), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<InstanceSnapshot?> GetAsync(string instanceId, CancellationToken cancellationToken) =>
        await Running().Readers.ReadAsync(reader => reader.FindWithInput(instanceId), cancellationToken) is var (row, input) ? row.ToSnapshot(input) : null;

    /// <inheritdoc/>
    /// <exception cref="EngineLimitException">Name or payload is too long, or the instance holds too many events already.</exception>
    /// <exception cref="EngineStorageException">The file can't be written now; the event was not taken.</exception>
    /// <exception cref="EngineStoppedException">The engine runs no more.</exception>
    public Task<OperationResult> RaiseEventAsync(string instanceId, string eventName, string? payload, CancellationToken cancellationToken)
    {
        PayloadLimits.CheckName(eventName, "The event's name");
        _limits.CheckPayload(payload, "event's payload");
        Writable();
        return CallAsync<OperationResult>((operations, reply) => operations.RaiseEvent(instanceId, eventName, payload, reply), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<OperationResult> SuspendAsync(string instanceId, string? reason, CancellationToken cancellationToken) =>
        CallAsync<OperationResult>((operations, reply) => operations.Suspend(instanceId, reason, reply), cancellationToken);

    /// <inheritdoc/>
    public Task<OperationResult> ResumeAsync(string instanceId, string? reason, CancellationToken cancellationToken) =>
        CallAsync<OperationResult>((operations, reply) => operations.Resume(instanceId, reason, reply), cancellationToken);

    /// <inheritdoc/>
    public Task<OperationResult> TerminateAsync(string instanceId, string? reason, CancellationToken cancellationToken) =>
        CallAsync<OperationResult>((operations, reply) => operations.Terminate(instanceId, reason, reply), cancellationToken);

    /// <inheritdoc/>
    public Task<OperationResult> RewindAsync(string instanceId, string? reason, CancellationToken cancellationToken) =>
        CallAsync<OperationResult>((operations, reply) => operations.Rewind(instanceId, reason, reply), cancellationToken);

    /// <inheritdoc/>
    public Task<OperationResult> PurgeAsync(string instanceId, CancellationToken cancellationToken) =>
        CallAsync<OperationResult>((operations, reply) => operations.Purge(instanceId, DateTimeOffset.MaxValue, reply), cancellationToken);

    /// <summary>Waits until the instance has ended and returns it; null when there is none.</summary>
    public async Task<InstanceSnapshot?> WaitForEndAsync(string instanceId, CancellationToken cancellationToken)
    {
        var runtime = Running();
        var reply = new Reply<bool>();
        try
        {
            return await PostAsync(runtime, operations => operations.WaitForEnd(instanceId, reply), reply, cancellationToken)
                ? await GetAsync(instanceId, cancellationToken)
                : null;
        }
        catch (OperationCanceledException)
        {
            runtime.Loop.Post(() => runtime.EndWaiters.Remove(instanceId, reply));
            throw;
        }
    }

    /// <summary>A page of the instances in a status, newest first, without their inputs.</summary>
    /// <param name="status">The status.</param>
    /// <param name="after">Last instance of the page before; null for the first page.</param>
    /// <param name="size">1 to 500.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<InstanceSnapshot>> ListAsync(RuntimeStatus status, InstanceSnapshot? after, int size, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, 500);
        return await Running().Readers.ReadAsync<IReadOnlyList<InstanceSnapshot>>(
            reader =>
            {
                var key = after is null ? long.MaxValue : reader.Find(after.InstanceId)?.Key ?? long.MaxValue;
                var rows = reader.Page(status, new InstanceFilter(), after?.CreatedAt ?? DateTimeOffset.MaxValue, key, size);
                return [.. rows.Select(row => row.ToSnapshot(null))];
            },
            cancellationToken);
    }

    /// <summary>Does the same to all instances that a filter matches, page by page, some at a time.</summary>
    /// <param name="operation">What is done.</param>
    /// <param name="filter">To which.</param>
    /// <param name="reason">Kept in their histories; null for none.</param>
    /// <param name="dryRun">Only counts those that match.</param>
    /// <param name="cancellationToken">Ends the call; what was done by then stays done.</param>
    /// <exception cref="EngineStoppedException">The engine runs no more; what was done by then stays done.</exception>
    public async Task<BulkResult> BulkAsync(
        BulkOperation operation, InstanceFilter filter, string? reason, bool dryRun, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return await new BulkRun(this, Running().Readers).RunAsync(operation, filter, reason, dryRun, cancellationToken);
    }

    /// <summary>The recorded histories of an instance: the last execution of each run, the current run last. Empty when there is none.</summary>
    public async Task<IReadOnlyList<InstanceHistory>> ReadHistoryAsync(string instanceId, CancellationToken cancellationToken) =>
        await Running().Readers.ReadAsync(reader => reader.Histories(instanceId), cancellationToken);

    internal static EngineStoppedException NotRunning() => new("The engine isn't running. Start it (or see its log for why it stopped), then repeat.");

    private EngineRuntime Running() => _runtime() is { IsRunning: true } runtime ? runtime : throw NotRunning();

    private EngineRuntime Writable()
    {
        var runtime = Running();
        return runtime.Health.Problem is { } problem ? throw new EngineStorageException($"Nothing new is taken now: {problem}.") : runtime;
    }

    private async Task<T> CallAsync<T>(Action<Operations, Reply<T>> operation, CancellationToken cancellationToken)
    {
        var runtime = Running();
        await _places.WaitAsync(cancellationToken);
        try
        {
            var reply = new Reply<T>();
            return await PostAsync(runtime, operations => operation(operations, reply), reply, cancellationToken);
        }
        finally
        {
            _places.Release();
        }
    }

    private static async Task<T> PostAsync<T>(EngineRuntime runtime, Action<Operations> operation, Reply<T> reply, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(runtime.Stopped, cancellationToken);
        try
        {
            return runtime.Loop.Post(() => Run(runtime.Operations, operation, reply)) ? await reply.Task.WaitAsync(ended.Token) : throw NotRunning();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw NotRunning();
        }
    }

    private static void Run<T>(Operations operations, Action<Operations> operation, Reply<T> reply)
    {
        try
        {
            operation(operations);
        }
        catch (Exception e) when (e is ArgumentException or EngineLimitException or EngineStorageException)
        {
            reply.Fail(e);
        }
    }
}
