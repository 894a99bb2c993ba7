using Microsoft.Extensions.Logging.Abstractions;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.History;
using OnboardingFlow.Engine.Observability;
using OnboardingFlow.Engine.Scheduling;
using OnboardingFlow.Engine.Storage;
using OnboardingFlow.Tests.Shared.EngineContract;

namespace OnboardingFlow.Engine.Tests.Simulation;

/// <summary>One run of a scenario: the whole engine in one thread, each next thing drawn by the seed. First anything happens, then the world calms down and all must end.</summary>
internal sealed class SimulatedWorld : IDisposable
{
    private const int MostRounds = 300;

    private readonly Scenario _scenario;
    private readonly Random _random;
    private readonly Random _runIds;
    private readonly SimulatedClock _clock = new();
    private readonly SimulatedStore _store;
    private readonly Clients _clients;
    private readonly DurableRegistry _registry;
    private readonly EngineOptions _options;
    private readonly List<Func<Task>> _elsewhere = [];
    private readonly SimulatedActivities _activities;
    private readonly Dictionary<string, string> _returned = [];
    private readonly EngineMetrics _metrics = new(null, () => new EngineDepths(0, 0, 0, 0, 0));
    private EngineRuntime _engine = null!;
    private string? _broken;
    private bool _calm;

    private SimulatedWorld(Scenario scenario)
    {
        _scenario = scenario;
        _random = new Random(scenario.Seed + 1);
        _runIds = new Random(scenario.Seed + 2);
        _store = new SimulatedStore(broken => _broken ??= broken);
        _clients = new Clients(scenario, _random, _store);
        _store.BeforeCommit = _clients.TakeAnswers;
        _activities = new SimulatedActivities(_store, _random, Chance, broken => _broken ??= broken);
        _registry = new DurableRegistry(
            Enumerable.Range(0, scenario.Programs.Count).ToDictionary(
                p => $"p{p}", IOrchestration (p) => new SimulatedWorkflow(scenario.Programs, p, (id, transcript) => _returned[id] = transcript)),
            new Dictionary<string, IActivity> { ["work"] = new CodeActivity(_activities.Execute) },
            "1");
        _options = new EngineOptions
        {
            DataDirectory = "simulated",
            MaxInstancesInMemory = Has(Faults.SmallMemory) ? 1 : 100,
            MaxCommitBatch = _random.Next(1, 6),
            MaxConcurrentActivities = _random.Next(1, 5),
        };
    }

    /// <summary>Runs the scenario; a short text that is the same for each run of it.</summary>
    /// <exception cref="BrokenPromiseException">The engine broke a promise.</exception>
    public static string Run(Scenario scenario)
    {
        using var simulation = new SimulatedWorld(scenario);
        simulation.Run();
        return $"{simulation._activities.All.Count} executions, {simulation._store.Rows.Sum(r => r.Events)} events, at {simulation._clock.GetUtcNow():O}";
    }

    public void Dispose()
    {
        _engine?.Dispose();
        _metrics.Dispose();
        _store.Dispose();
    }

    private bool Has(Faults fault) => !_calm && _scenario.Faults.HasFlag(fault);

    private bool Chance(Faults fault, int oneIn) => Has(fault) && _random.Next(oneIn) == 0;

    private void Run()
    {
        Boot();
        for (var move = 0; move < _scenario.Moves; move++)
        {
            Try(Move);
        }

        _calm = true;
        (_store.FullFor, _store.CrashAt) = (0, null);
        if (_random.Next(2) == 0)
        {
            Boot();
        }

        Settle();
        _clients.CheckAll();
        var model = new Model(_scenario, _store, _activities.All);
        foreach (var row in _store.Rows)
        {
            model.Check(row);
            CheckReplay(row);
        }
    }

    /// <summary>A process begins, on what its predecessor left on disk.</summary>
    private void Boot()
    {
        _engine?.Dispose();
        _clock.Forget();
        _elsewhere.Clear();
        _activities.Forget();
        _clients.Forget();
        _store.Crashed = false;
        _engine = new EngineRuntime(
            _options, _registry, _clock, new IdleGate(), new EngineHealth(), _metrics, NullLoggerFactory.Instance,
            new EngineSurroundings
            {
                OpenStore = (_, _) => _store,
                OwnThreads = false,
                RunElsewhere = _elsewhere.Add,
                Pause = (_, _, _) => WhileDiskIsFull(),
                NewRunId = NewRunId,
            });
        _engine.Start();
    }

    private Guid NewRunId()
    {
        var bytes = new byte[16];
        _runIds.NextBytes(bytes);
        return new Guid(bytes);
    }

    private void Try(Action move)
    {
        try
        {
            move();
        }
        catch (SimulatedCrashException)
        {
            _store.Crashed = true;
        }

        if (_store.Crashed)
        {
            _clients.TakeAnswers();
            Boot();
        }

        _clients.TakeAnswers();
        if (_broken is not null)
        {
            throw new BrokenPromiseException(_broken);
        }

        if (!_engine.IsRunning)
        {
            throw new BrokenPromiseException("the engine stopped by itself");
        }
    }

    private void Move()
    {
        if (Chance(Faults.Crash, 40))
        {
            throw new SimulatedCrashException();
        }

        if (Chance(Faults.CrashAtCommit, 40))
        {
            _store.CrashAt = (CommitPoint)_random.Next(2);
        }

        if (Chance(Faults.DiskFull, 40))
        {
            _store.FullFor = _random.Next(1, 4);
        }

        if (_random.Next(4) == 0)
        {
            _engine.Writer.RunPending();
        }
        else
        {
            MoveButWrite();
        }
    }

    private void MoveButWrite()
    {
        switch (_random.Next(10))
        {
            case < 4:
                _engine.Loop.RunPending();
                break;
            case < 5:
                RunElsewhere();
                break;
            case < 7:
                _activities.Finish(_engine);
                break;
            case < 8:
                if (Chance(Faults.ClockJump, 4))
                {
                    _clock.Jump(TimeSpan.FromSeconds(_random.Next(-600, 600)));
                }
                else if (_random.Next(2) == 0)
                {
                    _clock.PassToNext();
                }
                else
                {
                    _clock.Pass(TimeSpan.FromMilliseconds(_random.Next(3_000)));
                }

                break;
            default:
                _clients.Ask(_engine);
                break;
        }
    }

    /// <summary>The writer waits; everything else goes on, or the process dies.</summary>
    private void WhileDiskIsFull()
    {
        for (var moves = _random.Next(6); moves > 0; moves--)
        {
            MoveButWrite();
        }

        if (Chance(Faults.Crash, 4))
        {
            throw new SimulatedCrashException();
        }
    }

    /// <summary>All that is under way comes to its end; then time passes, and who waits is given what it waits for.</summary>
    private void Settle()
    {
        for (var round = 0; round < MostRounds; round++)
        {
            while (_engine.Loop.RunPending() || _engine.Writer.RunPending() || RunElsewhere() || _activities.Finish(_engine))
            {
                Try(() => { });
            }

            Try(() => { });
            var open = _store.Rows.Where(r => r.Status != RuntimeStatus.Completed && r.Status != RuntimeStatus.Terminated).ToList();
            if (open.Count == 0)
            {
                return;
            }

            if (open.Count(r => r.Status == RuntimeStatus.Running && r.DueAt is not null) > _engine.Timers.Count)
            {
                throw new BrokenPromiseException($"a timer was forgotten: {string.Join(", ", open.Select(r => $"{r.Id} due {r.DueAt:T}"))}");
            }

            if (round % 2 == 0 && _engine.Timers.Count > 0)
            {
                _clock.PassToNext();
                continue;
            }

            open.ForEach(row => _clients.Help(_engine, row));
        }

        throw new BrokenPromiseException(
            "stuck: " + string.Join(", ", _store.Rows.Where(r => !r.HasEnded).Select(r => $"{r.Id} {r.Status} due {r.DueAt:T} with '{r.CustomStatus}'")));
    }

    private bool RunElsewhere()
    {
        if (_elsewhere.Count == 0)
        {
            return false;
        }

        var at = _random.Next(_elsewhere.Count);
        var work = _elsewhere[at];
        _elsewhere.RemoveAt(at);
        _ = work();
        return true;
    }

    private void CheckReplay(InstanceRow row)
    {
        _returned.Remove(row.Id);
        var history = new InstanceHistory(row.Id, row.Orchestration, row.Version, row.Run, row.RunId, row.Execution, _store.Turns(row));
        if (HistoryCheck.Replay(_registry, history) is { } difference)
        {
            throw new BrokenPromiseException($"{row.Id} doesn't replay: {difference.Message}");
        }

        if (row.Status == RuntimeStatus.Completed && _returned.GetValueOrDefault(row.Id) != row.Output)
        {
            throw new BrokenPromiseException($"{row.Id} ended with '{row.Output}' and replays to '{_returned.GetValueOrDefault(row.Id)}'");
        }
    }
}
