using Microsoft.Extensions.Logging;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.History;
using static OnboardingFlow.Engine.History.HistoryEvent;

namespace OnboardingFlow.Engine.Execution;

/// <summary>
/// One execution of an orchestration as a coroutine in memory. A turn applies inputs one by one, lets the code run after each until it waits, and
/// yields the code's decisions. Live and replayed turns take the same path. Used by one thread at a time.
/// </summary>
internal sealed class OrchestrationExecution
{
    private readonly TurnSynchronizationContext _turns = new();
    private readonly DecisionLog _decisions = new();
    private readonly OrchestrationContext _context;
    private readonly string _name;
    private readonly IOrchestration? _code;
    private Task<string?>? _main;
    private bool _codeEnded;

    /// <param name="identity">Which execution.</param>
    /// <param name="name">Name of the orchestration.</param>
    /// <param name="code">Its code; null when none is registered under that name, which fails the instance.</param>
    /// <param name="limits">Sizes to keep to.</param>
    /// <param name="loggers">For the code's own loggers.</param>
    /// <param name="onForeign">Called, on any thread, when something outside its turns touches the execution.</param>
    public OrchestrationExecution(
        ExecutionIdentity identity, string name, IOrchestration? code, PayloadLimits limits, ILoggerFactory loggers, Action? onForeign)
    {
        (_name, _code, Identity) = (name, code, identity);
        _turns.OnForeign = onForeign;
        _context = new OrchestrationContext(identity, _turns, _decisions, Open, limits, loggers);
    }

    public ExecutionIdentity Identity { get; }

    public OpenWork Open { get; } = new();

    /// <summary>What fails the instance whatever its code does: above all, that replay found it not to repeat its history.</summary>
    public ActivityFailure? Fault
    {
        get
        {
            if (Damaged is not null)
            {
                return Damaged;
            }

            if (_turns.SawForeign)
            {
                return new ActivityFailure(EngineErrorTypes.ForeignTask, ForeignTaskException.Text);
            }

            return _context.LimitPassed is { } limit ? Failures.Describe(limit) : _decisions.Mismatch;
        }
    }

    /// <summary>Why its history can't be read, if so.</summary>
    public ActivityFailure? Damaged { private get; set; }

    public bool TakeCustomStatus(out string? json) => _context.TakeCustomStatus(out json);

    /// <summary>Runs a live turn and returns its decisions; a last one that ends the execution is among them.</summary>
    public IReadOnlyList<HistoryEvent> RunLive(int number, DateTimeOffset at, IEnumerable<HistoryEvent> inputs) => Run(number, at, inputs, null);

    /// <summary>Repeats a recorded turn; a difference shows in <see cref="Fault"/>.</summary>
    public void Replay(HistoryTurn turn, IEnumerable<HistoryEvent> inputs) => Run(turn.Number, turn.At, inputs, turn.Decisions);

    private IReadOnlyList<HistoryEvent> Run(int number, DateTimeOffset at, IEnumerable<HistoryEvent> inputs, IReadOnlyList<HistoryEvent>? recorded)
    {
        _context.BeginTurn(at);
        _decisions.Begin(number, recorded);
        _turns.Run(() =>
        {
            foreach (var input in inputs)
            {
                if (Fault is not null)
                {
                    break;
                }

                Apply(input);
                _turns.Pump();
                EndCodeIfDone();
            }
        });

        if (Conclusion() is { } conclusion)
        {
            _decisions.Conclude(conclusion);
        }

        return _decisions.End();
    }

    private void Apply(HistoryEvent input)
    {
        switch (input)
        {
            case ExternalEventRaised raised:
                Open.Events.Raise(raised);
                break;
            case var _ when _codeEnded:
                break;
            case ExecutionStarted started:
                _main = Start(started.Input);
                break;
            case ActivityCompleted done when Take(Open.Activities, done.TaskId, done) is { } activity:
                TurnSynchronizationContext.Complete((activity, done), x => x.activity.Completion.SetResult(x.done.Result));
                break;
            case ActivityFailed { RetryAt: { } retryAt } failed when Open.Activities.TryGetValue(failed.TaskId, out var activity):
                activity.Attempt++;
                activity.NextAttemptAt = retryAt;
                break;
            case ActivityFailed { RetryAt: null } failed when Take(Open.Activities, failed.TaskId, failed) is { } activity:
                Fail(activity.Completion, activity.Name, failed.Failure);
                break;
            case TimerFired fired when Take(Open.Timers, fired.TaskId, fired) is { } timer:
                timer.Registration.Dispose();
                TurnSynchronizationContext.Complete(timer, x => x.Completion.SetResult());
                break;
            case SubOrchestrationCompleted done when Take(Open.SubOrchestrations, done.TaskId, done) is { } sub:
                TurnSynchronizationContext.Complete((sub, done), x => x.sub.Completion.SetResult(x.done.Result));
                break;
            case SubOrchestrationFailed failed when Take(Open.SubOrchestrations, failed.TaskId, failed) is { } sub:
                Fail(sub.Completion, sub.Name, failed.Failure);
                break;
            case Rewound rewound:
                Reopen(rewound.Reopened);
                break;
        }
    }

    private async Task<string?> Start(string? input)
    {
        if (_code is null)
        {
            throw new ActivityException(
                EngineErrorTypes.NotRegistered, $"No orchestration '{_name}' is registered. Deploy a release that has it, then rewind.");
        }

        return await _code.RunAsync(_context, input);
    }

    /// <summary>The open task that an input is about; null when it is closed already (a timer that was cancelled as it fired).</summary>
    private T? Take<T>(Dictionary<int, T> tasks, int taskId, HistoryEvent input)
        where T : class
    {
        if (!tasks.Remove(taskId, out var task) && taskId >= _decisions.NextTaskId)
        {
            _decisions.Differ(input.Title, "not ask for that");
        }

        return task;
    }

    private void Reopen(IReadOnlyList<int> taskIds)
    {
        foreach (var taskId in taskIds)
        {
            if (Open.Activities.TryGetValue(taskId, out var activity))
            {
                (activity.Attempt, activity.NextAttemptAt) = (1, null);
            }
        }
    }

    private static void Fail(TaskCompletionSource<string?> completion, string name, ActivityFailure failure) => TurnSynchronizationContext.Complete(
        (completion, name, failure), x => x.completion.SetException(new ActivityFailedException(x.name, x.failure)));

    private void EndCodeIfDone()
    {
        if (_main is { IsCompleted: true } && !_codeEnded)
        {
            _codeEnded = true;
            Open.Events.DropWaiters();
        }
    }

    private HistoryEvent? Conclusion()
    {
        if (Fault is { } fault)
        {
            return new OrchestrationFailed(fault);
        }

        return _main switch
        {
            null => null,
            { IsFaulted: true } => new OrchestrationFailed(Failures.Describe(_main.Exception!.InnerException!)),
            { IsCanceled: true } => new OrchestrationFailed(Failures.Describe(new TaskCanceledException())),
            { IsCompleted: true } when _context.NextExecution.Requested => new ContinuedAsNewExecution(_context.NextExecution.Input),
            { IsCompleted: true } => new OrchestrationCompleted(_main.Result),
            _ when !Open.Any => new OrchestrationFailed(new ActivityFailure(EngineErrorTypes.ForeignTask, ForeignTaskException.Text)),
            _ => null,
        };
    }
}
