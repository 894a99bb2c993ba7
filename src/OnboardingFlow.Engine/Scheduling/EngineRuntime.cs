using Microsoft.Extensions.Logging;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.Activities;
using OnboardingFlow.Engine.Execution;
using OnboardingFlow.Engine.History;
using OnboardingFlow.Engine.Observability;
using OnboardingFlow.Engine.Storage;

namespace OnboardingFlow.Engine.Scheduling;

/// <summary>The parts of a running engine, put together, and the rounds of its loop.</summary>
internal sealed class EngineRuntime : IDisposable
{
    private readonly ReadyQueue _ready = new();
    private readonly EngineSurroundings _around;
    private readonly DeliveryLedger _ledger;
    private readonly RetentionSweep _sweep;
    private readonly EngineMetrics _metrics;
    private readonly TurnRunner _turns;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopped = new();
    private readonly SemaphoreSlim _ending = new(1);
    private volatile bool _faulted;
    private bool _ended;

    /// <exception cref="EngineStorageException">The data folder can't be used.</exception>
    public EngineRuntime(EngineOptions options, DurableRegistry registry, TimeProvider time, IdleGate gate, EngineHealth health, EngineMetrics metrics,
        ILoggerFactory loggers, EngineSurroundings around)
    {
        _metrics = metrics;
        (Options, Registry, Time, Health, _around) = (options, registry, time, health, around);
        _logger = loggers.CreateLogger<DurableEngine>();
        EngineOptionsValidator.CheckNames(options, registry);
        Store = around.OpenStore(options, _logger);
        try
        {
            Readers = new ReaderPool(options.DataDirectory);
            var limits = new PayloadLimits(options.MaxPayloadBytes, options.MaxCustomStatusBytes);
            var keys = new KeySource(Store.LastKey());
            Loop = new EngineLoop(gate, _logger, Died) { AfterRound = AfterRound };
            Writer = new CommitWriter(Store, around, gate, health, metrics, options, time, _logger, message => Loop.Post(message), Died);
            Executions = new ExecutionFactory(registry, limits, loggers, metrics, key => Loop.Post(() => Wake(key)));
            Cache = new InstanceCache(Store, Executions, options.MaxInstancesInMemory);
            Timers = new TimerQueue(time, () => Loop.Post(FireDue));
            _ledger = new DeliveryLedger(around.OwnThreads ? options.DataDirectory : null, options.MaxConcurrentActivities, IsOpen);
            var runner = new ActivityRunner(registry, options, limits, _ledger, metrics, _logger);
            Pool = new ActivityPool(
                runner, options, _ledger, gate, time, around.RunElsewhere, (work, outcome) => Loop.Post(() => Calls!.Done(work, outcome)));
            Children = new ChildStarter(Cache, Executions, keys, registry, metrics, around.NewRunId, Ready);
            _turns = new TurnRunner(Executions, Children, Timers, Writer, options, time, _logger) { Committed = Committed };
            Operations = new Operations(this, metrics);
            _sweep = new RetentionSweep(this, gate, _logger);
            Calls = new OpenCalls(Cache, Pool, Timers, time, Ready, (child, reason) => Operations.Rewind(child, reason, _ => { }));
        }
        catch
        {
            Store.Dispose();
            throw;
        }
    }

    public EngineOptions Options { get; }

    public DurableRegistry Registry { get; }

    public TimeProvider Time { get; }

    public EngineHealth Health { get; }

    public IEngineStore Store { get; }

    public ReaderPool Readers { get; }

    public EngineLoop Loop { get; }

    public CommitWriter Writer { get; }

    public ExecutionFactory Executions { get; }

    public InstanceCache Cache { get; }

    public TimerQueue Timers { get; }

    public ActivityPool Pool { get; }

    public ChildStarter Children { get; }

    public Operations Operations { get; }

    public OpenCalls Calls { get; }

    public EndWaiters EndWaiters { get; } = new();

    /// <summary>Cancelled when the engine runs no more, for whatever reason.</summary>
    public CancellationToken Stopped => _stopped.Token;

    /// <summary>Whether it runs: false at once after a fault, before everything has come to its end.</summary>
    public bool IsRunning => !_faulted && !_stopped.IsCancellationRequested;

    /// <summary>Takes up what the file holds and starts the loop.</summary>
    public void Start()
    {
        var live = Store.Live();
        var resumed = 0;
        foreach (var (key, status, dueAt, needsLoad) in live)
        {
            if (needsLoad)
            {
                resumed++;
                Loop.Post(() => TakeUp(key));
            }
            else if (status != RuntimeStatus.Suspended)
            {
                Timers.Set(key, dueAt);
            }
        }

        Timers.Arm();
        if (_around.OwnThreads)
        {
            Loop.Start();
        }

        Health.Recovered();
        Log.EngineStarted(_logger, Options.DataDirectory, live.Count, resumed);
    }

    /// <summary>Has an instance run a turn at the end of the round.</summary>
    public void Ready(Instance instance) => _ready.Add(instance);

    /// <summary>Runs an instance's turn now, so that its row says what it will be.</summary>
    public void Flush(Instance instance) => _turns.Run(instance);

    /// <summary>Lets activities end until hurried, commits everything, and gives the data folder free.</summary>
    public async Task StopAsync(CancellationToken hurry)
    {
        await _ending.WaitAsync(CancellationToken.None);
        try
        {
            if (!_ended)
            {
                await StopActivitiesAsync(hurry);
                Loop.Finish();
                Writer.Finish();
                _ledger.Clear();
                Log.EngineStopped(_logger);
                End();
            }
        }
        finally
        {
            _ending.Release();
        }
    }

    /// <summary>Stops as if the process had died: only what is committed stays.</summary>
    public void Kill()
    {
        _ending.Wait();
        try
        {
            if (!_ended)
            {
                _ledger.Dispose();
                _ = Pool.StopAsync();
                Loop.Kill();
                Writer.Kill();
                End();
            }
        }
        finally
        {
            _ending.Release();
        }
    }

    public void Dispose()
    {
        _sweep.Dispose();
        Timers.Dispose();
        Readers.Dispose();
        Writer.Dispose();
        Pool.Dispose();
        Store.Dispose();
    }

    private bool IsOpen(ActivityCall call) =>
        Store.Find(call.Key) is { HasEnded: false } row && row.Run == call.Run && row.Execution == call.Execution;

    private async Task StopActivitiesAsync(CancellationToken hurry)
    {
        // In real time: what an activity hangs on doesn't know the orchestrations' clock.
        var began = TimeProvider.System.GetTimestamp();
        try
        {
            await Pool.StopAsync().WaitAsync(Options.StopTimeout, hurry);
        }
        catch (Exception waitedLongEnough) when (waitedLongEnough is TimeoutException or OperationCanceledException)
        {
            Log.ActivitiesAbandoned(_logger, Pool.Running, TimeProvider.System.GetElapsedTime(began));
        }
    }

    private void End()
    {
        _ended = true;
        Health.Failed("the engine was stopped");

        // Elsewhere: who waited for an answer goes on inside this call, and may well dispose the engine.
        _ = _stopped.CancelAsync();
    }

    /// <summary>The loop or the writer failed, on that very thread.</summary>
    private void Died()
    {
        _faulted = true;
        Health.Failed("the engine stopped after a fault; see the log, then start it again");
        _around.RunElsewhere(() =>
        {
            Kill();
            return Task.CompletedTask;
        });
    }

    private void AfterRound()
    {
        _ready.RunRound(_turns);
        if (_ready.Any)
        {
            Loop.Post(() => { });
        }

        Cache.Trim();
        Timers.Arm();
    }

    private void Committed(Instance instance, InstanceRow row, IReadOnlyList<HistoryEvent> decisions)
    {
        if (decisions is [.., HistoryEvent.ContinuedAsNewExecution])
        {
            Ready(instance);
        }
        else
        {
            Calls.DispatchScheduled(instance, decisions);
        }

        // Only when nothing is ahead of the disk: what a later turn scheduled must not run before that turn is durable.
        if (instance.Activation != Activation.None && instance.Uncommitted == 0 && !instance.IsQueued)
        {
            Calls.DispatchAll(instance, instance.Activation == Activation.Rewind);
            instance.Activation = Activation.None;
        }

        if (row.HasEnded)
        {
            _metrics.Ended(row.Orchestration, row.Status);
            EngineTraces.Ended(row);
            EndWaiters.Ended(row.Id);
            Calls.ChildEnded(row);
            if (instance.CanBeDropped)
            {
                Cache.Remove(instance);
            }
        }
    }

    private void TakeUp(long key)
    {
        if (Cache.Find(key) is { } instance)
        {
            Ready(instance);
            Calls.DispatchAll(instance, rewind: false);
        }
    }

    private void FireDue()
    {
        foreach (var key in Timers.TakeDue(Time.GetUtcNow()))
        {
            if (Cache.Find(key) is { } instance)
            {
                Calls.FireDue(instance);
            }
        }
    }

    private void Wake(long key)
    {
        if (Cache.Find(key) is { } instance)
        {
            Ready(instance);
        }
    }
}
