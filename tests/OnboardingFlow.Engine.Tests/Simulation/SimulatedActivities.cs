using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.Activities;
using OnboardingFlow.Engine.Scheduling;

namespace OnboardingFlow.Engine.Tests.Simulation;

/// <summary>The world's activities: each runs until the seed has it end, well or badly.</summary>
/// <param name="store">What is on disk.</param>
/// <param name="random">The seed's.</param>
/// <param name="chance">Whether a fault happens now, one time in so many.</param>
/// <param name="broken">Told of a broken promise.</param>
internal sealed class SimulatedActivities(SimulatedStore store, Random random, Func<Faults, int, bool> chance, Action<string> broken)
{
    public const string Transient = "Transient";

    private readonly List<Execution> _running = [];
    private readonly Dictionary<string, (string InstanceId, string? Input)> _calls = [];

    /// <summary>Every one that ever began.</summary>
    public List<Execution> All { get; } = [];

    /// <summary>Their process has died.</summary>
    public void Forget() => _running.Clear();

    /// <summary>An activity begins: nothing but a call that is durably asked for and has no durable outcome may run.</summary>
    public Task<string?> Execute(ActivityContext context, string? input, CancellationToken cancellationToken)
    {
        var parts = context.IdempotencyKey.Split('/');
        var row = store.Find(context.InstanceId);
        var call = new ActivityCall(row?.Key ?? 0, row?.Run ?? 0, int.Parse(parts[2], null), int.Parse(parts[3], null));
        if (row is not null && $"{row.RunId:N}" == parts[1])
        {
            if (row.Execution == call.Execution && !store.OpenActivities.ContainsKey((call.Key, call.Run, call.Execution, call.TaskId)))
            {
                broken($"activity '{input}' of {row.Id} ran, but it has a durable outcome or was never durably asked for");
            }
        }
        else
        {
            call = default;
        }

        if (!_calls.TryAdd(context.IdempotencyKey, (context.InstanceId, input)) && _calls[context.IdempotencyKey] != (context.InstanceId, input))
        {
            broken($"key {context.IdempotencyKey} was used for two calls");
        }

        var execution = new Execution(All.Count, context.InstanceId, context.IdempotencyKey, input!, chance(Faults.ActivityFailure, 3), call);
        All.Add(execution);
        _running.Add(execution);
        return execution.Completion.Task;
    }

    /// <summary>A running activity ends, and at times its outcome comes again, now or long after, with another result.</summary>
    public bool Finish(EngineRuntime engine)
    {
        if (_running.Count == 0)
        {
            return false;
        }

        var at = random.Next(_running.Count);
        var execution = _running[at];
        _running.RemoveAt(at);
        if (execution.Fails)
        {
            execution.Completion.SetException(new ActivityException(Transient, "drawn by the seed"));
            return true;
        }

        execution.Completion.SetResult($"{execution.Number}");
        if (chance(Faults.DuplicateOutcome, 3))
        {
            Repeat(engine, execution);
        }

        if (chance(Faults.DuplicateOutcome, 3))
        {
            var done = All.Where(e => !e.Fails && e.Call.Key != 0 && e.Completion.Task.IsCompleted
                && !store.OpenActivities.ContainsKey((e.Call.Key, e.Call.Run, e.Call.Execution, e.Call.TaskId))).ToList();
            if (done.Count > 0)
            {
                Repeat(engine, done[random.Next(done.Count)]);
            }
        }

        return true;
    }

    private static void Repeat(EngineRuntime engine, Execution execution)
    {
        var work = new ActivityWork(execution.Call, "work", execution.Input, 1, new ActivityContext(execution.InstanceId, execution.Key), Guid.Empty, null, 0);
        engine.Loop.Post(() => engine.Calls.Done(work, new ActivityOutcome("repeated", null, false)));
    }
}
