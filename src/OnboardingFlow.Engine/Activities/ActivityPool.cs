using Microsoft.Extensions.Logging;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.Execution;
using OnboardingFlow.Engine.Scheduling;

namespace OnboardingFlow.Engine.Activities;

/// <summary>Runs activities on the thread pool, so many at once as allowed, in the order in which they were scheduled.</summary>
internal sealed class ActivityPool(
    DurableRegistry registry, EngineOptions options, PayloadLimits limits, IdleGate gate, ILogger logger, Action<Func<Task>> runElsewhere,
    Action<ActivityWork, ActivityOutcome> done)
    : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Queue<ActivityWork> _queue = new();
    private readonly HashSet<ActivityCall> _inFlight = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? _room;
    private int _running;
    private bool _ends;

    public int Running
    {
        get
        {
            lock (_lock)
            {
                return _running;
            }
        }
    }

    public int Queued
    {
        get
        {
            lock (_lock)
            {
                return _queue.Count;
            }
        }
    }

    /// <summary>Runs an attempt when there is a place; does nothing when the call is queued or running already.</summary>
    public void Enqueue(ActivityWork work)
    {
        lock (_lock)
        {
            if (_ends || !_inFlight.Add(work.Call))
            {
                return;
            }

            gate.Enter();
            _queue.Enqueue(work);
            if (_running < options.MaxConcurrentActivities)
            {
                _running++;
                runElsewhere(RunQueuedAsync);
            }
        }
    }

    /// <summary>The outcome was taken note of: the call may be enqueued again.</summary>
    public void Forget(ActivityCall call)
    {
        lock (_lock)
        {
            _inFlight.Remove(call);
        }
    }

    /// <summary>Completes when the queue is shorter than its limit.</summary>
    public Task WaitForRoomAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_queue.Count < options.MaxQueuedActivities)
            {
                return Task.CompletedTask;
            }

            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _room.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Drops what is queued and cancels what runs. The task completes when nothing runs any more.</summary>
    public Task StopAsync()
    {
        lock (_lock)
        {
            _ends = true;
            gate.Leave(_queue.Count);
            _queue.Clear();
            if (_running == 0)
            {
                _stopped.TrySetResult();
            }
        }

        _stopping.Cancel();
        return _stopped.Task;
    }

    public void Dispose() => _stopping.Dispose();

    private async Task RunQueuedAsync()
    {
        while (Next() is { } work)
        {
            if (await RunAsync(work) is { } outcome)
            {
                done(work, outcome);
            }

            gate.Leave();
        }
    }

    private ActivityWork? Next()
    {
        lock (_lock)
        {
            if (_queue.TryDequeue(out var work))
            {
                if (_queue.Count < options.MaxQueuedActivities)
                {
                    _room?.TrySetResult();
                    _room = null;
                }

                return work;
            }

            if (--_running == 0 && _ends)
            {
                _stopped.TrySetResult();
            }

            return null;
        }
    }

    /// <summary>Null when the engine stops: the activity then runs again after the next start.</summary>
    private async Task<ActivityOutcome?> RunAsync(ActivityWork work)
    {
        if (!registry.Activities.TryGetValue(work.Name, out var activity))
        {
            return Failed(work, new ActivityFailure(EngineErrorTypes.NotRegistered, $"No activity '{work.Name}' is registered. Deploy a release that has it."), true);
        }

        try
        {
            var result = await activity.RunAsync(work.Context, work.Input, _stopping.Token);
            limits.CheckPayload(result, $"result of activity '{work.Name}'");
            return new ActivityOutcome(result, null, false);
        }
        catch (EngineLimitException e)
        {
            return Failed(work, Failures.Describe(e), true);
        }
        catch (Exception) when (_stopping.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e)
        {
            return Failed(work, Failures.Describe(e), false);
        }
    }

    private ActivityOutcome Failed(ActivityWork work, ActivityFailure failure, bool final)
    {
        Log.ActivityFailed(logger, work.Name, work.Context.InstanceId, work.Attempt, failure.ErrorType, failure.Message);
        return new ActivityOutcome(null, failure, final);
    }
}
