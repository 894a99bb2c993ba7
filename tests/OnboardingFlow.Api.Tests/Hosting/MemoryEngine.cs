using System.Collections.Concurrent;
using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Api.Tests.Hosting;

/// <summary>An engine whose instances stand still in the state that a test puts them in.</summary>
internal sealed class MemoryEngine(TimeProvider time) : IEngineClient
{
    public ConcurrentDictionary<string, InstanceSnapshot> Instances { get; } = new(StringComparer.Ordinal);

    /// <summary>What was raised, in order.</summary>
    public ConcurrentQueue<(string InstanceId, string Name, string? Payload)> Events { get; } = new();

    /// <summary>Reasons that suspend, resume, terminate and rewind were given.</summary>
    public ConcurrentQueue<string?> Reasons { get; } = new();

    /// <summary>What the run does when an event comes.</summary>
    public Action<string, string> OnEvent { get; set; } = (_, _) => { };

    /// <summary>When set, every call fails with it.</summary>
    public Exception? Fault { get; set; }

    public Task<StartResult> StartAsync(StartInstance start, CancellationToken cancellationToken)
    {
        ThrowFault();
        var now = time.GetUtcNow();
        var fresh = new InstanceSnapshot(start.InstanceId, start.Orchestration, RuntimeStatus.Pending, now, now, start.Input, null, null, null);
        if (Instances.TryAdd(start.InstanceId, fresh))
        {
            return Task.FromResult(StartResult.Started);
        }

        var old = Instances[start.InstanceId];
        var replaces = old.HasEnded && start.ReplacesEndedOf == old.CreatedAt && Instances.TryUpdate(start.InstanceId, fresh, old);
        return Task.FromResult(replaces ? StartResult.Started : StartResult.AlreadyExists);
    }

    public Task<InstanceSnapshot?> GetAsync(string instanceId, CancellationToken cancellationToken)
    {
        ThrowFault();
        return Task.FromResult(Instances.GetValueOrDefault(instanceId));
    }

    public Task<OperationResult> RaiseEventAsync(string instanceId, string eventName, string? payload, CancellationToken cancellationToken) => ChangeAsync(
        instanceId,
        snapshot => !snapshot.HasEnded,
        snapshot =>
        {
            Events.Enqueue((instanceId, eventName, payload));
            return snapshot;
        },
        () => OnEvent(instanceId, eventName));

    public Task<OperationResult> SuspendAsync(string instanceId, string? reason, CancellationToken cancellationToken) =>
        ChangeAsync(instanceId, snapshot => !snapshot.HasEnded && snapshot.Status != RuntimeStatus.Suspended, With(RuntimeStatus.Suspended, reason));

    public Task<OperationResult> ResumeAsync(string instanceId, string? reason, CancellationToken cancellationToken) =>
        ChangeAsync(instanceId, snapshot => snapshot.Status == RuntimeStatus.Suspended, With(RuntimeStatus.Running, reason));

    public Task<OperationResult> TerminateAsync(string instanceId, string? reason, CancellationToken cancellationToken) =>
        ChangeAsync(instanceId, snapshot => !snapshot.HasEnded, With(RuntimeStatus.Terminated, reason));

    public Task<OperationResult> RewindAsync(string instanceId, string? reason, CancellationToken cancellationToken) =>
        ChangeAsync(instanceId, snapshot => snapshot.Status == RuntimeStatus.Failed, With(RuntimeStatus.Running, reason));

    public Task<OperationResult> PurgeAsync(string instanceId, CancellationToken cancellationToken)
    {
        ThrowFault();
        if (!Instances.TryGetValue(instanceId, out var snapshot))
        {
            return Task.FromResult(OperationResult.NotFound);
        }

        return Task.FromResult(snapshot.HasEnded && Instances.TryRemove(instanceId, out _) ? OperationResult.Done : OperationResult.WrongStatus);
    }

    private Func<InstanceSnapshot, InstanceSnapshot> With(RuntimeStatus status, string? reason) => snapshot =>
    {
        Reasons.Enqueue(reason);
        return snapshot with { Status = status, UpdatedAt = time.GetUtcNow() };
    };

    private Task<OperationResult> ChangeAsync(
        string instanceId, Func<InstanceSnapshot, bool> allowed, Func<InstanceSnapshot, InstanceSnapshot> change, Action? then = null)
    {
        ThrowFault();
        if (!Instances.TryGetValue(instanceId, out var snapshot))
        {
            return Task.FromResult(OperationResult.NotFound);
        }

        if (!allowed(snapshot))
        {
            return Task.FromResult(OperationResult.WrongStatus);
        }

        Instances[instanceId] = change(snapshot);
        then?.Invoke();
        return Task.FromResult(OperationResult.Done);
    }

    private void ThrowFault()
    {
        if (Fault is { } fault)
        {
            throw fault;
        }
    }
}
