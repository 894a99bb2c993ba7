using System.Globalization;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.Scheduling;
using OnboardingFlow.Engine.Storage;

namespace OnboardingFlow.Engine.Tests.Simulation;

/// <summary>Those who start, wake and disturb instances. They hold each answer against what is durable at that moment, and again at the end.</summary>
internal sealed class Clients(Scenario scenario, Random random, SimulatedStore store)
{
    private readonly List<Func<bool>> _waiting = [];
    private readonly List<(string Token, bool Accepted, bool StartsRun)> _answers = [];
    private string? _broken;
    private int _tokens;

    /// <summary>The process died: nobody answers any more.</summary>
    public void Forget() => _waiting.Clear();

    public void TakeAnswers()
    {
        _waiting.RemoveAll(taken => taken());
        if (_broken is not null)
        {
            throw new BrokenPromiseException(_broken);
        }
    }

    /// <summary>Some client asks for something.</summary>
    public void Ask(EngineRuntime engine)
    {
        var root = $"r{random.Next(2)}";
        var rows = store.Rows.ToList();
        var any = rows.Count == 0 ? root : rows[random.Next(rows.Count)].Id;
        switch (random.Next(12))
        {
            case < 4:
                Start(engine, root, null);
                break;
            case < 8:
                Raise(engine, any, random.Next(2) == 0 ? "x" : "y");
                break;
            case 8 when scenario.Faults.HasFlag(Faults.Suspend):
                Call(engine, any, (o, token, reply) => o.Suspend(any, token, reply));
                Call(engine, any, (o, token, reply) => o.Resume(any, token, reply));
                break;
            case 9 when scenario.Faults.HasFlag(Faults.Suspend):
                Call(engine, any, (o, token, reply) => o.Suspend(any, token, reply));
                break;
            case 9:
                Call(engine, any, (o, token, reply) => o.Rewind(any, token, reply));
                break;
            case 10 when scenario.Faults.HasFlag(Faults.Terminate):
                Call(engine, any, (o, token, reply) => o.Terminate(any, token, reply));
                break;
            case 11 when scenario.Faults.HasFlag(Faults.Restart) && store.Find(root) is { HasEnded: true } ended:
                Start(engine, root, ended.CreatedAt);
                break;
            case 11 when scenario.Faults.HasFlag(Faults.Purge):
                Post<OperationResult>(engine, null, null, (o, reply) => o.Purge(root, DateTimeOffset.MaxValue, reply), r => r == OperationResult.Done, startsRun: false);
                break;
        }
    }

    /// <summary>Gives an instance that doesn't end what it may wait for.</summary>
    public void Help(EngineRuntime engine, InstanceRow row)
    {
        switch (row.Status)
        {
            case RuntimeStatus.Suspended:
                Call(engine, row.Id, (o, token, reply) => o.Resume(row.Id, token, reply));
                break;
            case RuntimeStatus.Failed:
                Call(engine, row.Id, (o, token, reply) => o.Rewind(row.Id, token, reply));
                break;
            default:
                // Nothing to those who don't wait for an event: it would wake one that the engine forgot.
                if (Next(row) is { Kind: StepKind.Event or StepKind.CancelledWaiter } step)
                {
                    Raise(engine, row.Id, step.Event);
                }

                break;
        }
    }

    /// <summary>What was taken is on record once, what was refused isn't.</summary>
    public void CheckAll()
    {
        foreach (var (token, accepted, startsRun) in _answers)
        {
            var runs = store.Tokens.GetValueOrDefault(token)?.Count ?? 0;
            if (accepted ? runs == 0 || (startsRun && runs != 1) : runs > 0)
            {
                throw new BrokenPromiseException($"'{token}' was {(accepted ? "accepted" : "refused")} and is on record {runs} times");
            }
        }
    }

    private Step? Next(InstanceRow row) =>
        scenario.Programs[int.Parse(row.Orchestration[1..], CultureInfo.InvariantCulture)].ElementAtOrDefault(row.CustomStatus?.Count(c => c == ';') ?? 0);

    private void Start(EngineRuntime engine, string id, DateTimeOffset? replaces)
    {
        var token = Token();
        var start = new StartInstance("p0", id, $"0||{token}") { ReplacesEndedOf = replaces };
        Post<StartResult>(engine, token, null, (o, reply) => o.Start(start, null, reply), r => r == StartResult.Started, startsRun: true);
    }

    private void Raise(EngineRuntime engine, string id, string name) =>
        Call(engine, null, (o, token, reply) => o.RaiseEvent(id, name, token, reply), name + ":");

    /// <param name="engine">The engine.</param>
    /// <param name="id">The instance, when its continuing as new may take the record of the call away.</param>
    /// <param name="call">The call, given a token that goes on record.</param>
    /// <param name="prefix">Begins the token.</param>
    private void Call(EngineRuntime engine, string? id, Action<Operations, string, Reply<OperationResult>> call, string prefix = "")
    {
        var token = prefix + Token();
        Post<OperationResult>(engine, token, id, (o, reply) => call(o, token, reply), r => r == OperationResult.Done, startsRun: false);
    }

    private void Post<T>(EngineRuntime engine, string? token, string? id, Action<Operations, Reply<T>> call, Func<T, bool> isAccepted, bool startsRun)
    {
        var reply = new Reply<T>();
        engine.Loop.Post(() => call(engine.Operations, reply));
        _waiting.Add(() =>
        {
            if (reply.Task.IsCompleted && token is not null)
            {
                Note(token, id, isAccepted(reply.Task.Result), startsRun);
            }

            return reply.Task.IsCompleted;
        });
    }

    private void Note(string token, string? id, bool accepted, bool startsRun)
    {
        if (!accepted || !IsContinued(id))
        {
            _answers.Add((token, accepted, startsRun));
        }

        if (accepted && !store.Tokens.ContainsKey(token) && !IsContinued(id))
        {
            _broken ??= $"'{token}' was acknowledged before it was durable";
        }
    }

    private bool IsContinued(string? id) => id is not null && store.Continued.Contains(id);

    private string Token() => $"c{_tokens++}";
}
