using Microsoft.Data.Sqlite;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.History;
using OnboardingFlow.Engine.Storage;
using static OnboardingFlow.Engine.History.HistoryEvent;

namespace OnboardingFlow.Engine.Tests.Simulation;

/// <summary>
/// What a disk holds: a commit that returned is there after a crash; one that a crash cut off is there wholly or not at all. It looks at everything that
/// becomes durable and reports what must not be.
/// </summary>
internal sealed class SimulatedStore(Action<string> report) : IEngineStore
{
    private readonly Dictionary<long, InstanceRow> _rows = [];
    private readonly Dictionary<string, long> _keys = [];
    private readonly Dictionary<(long Key, int Run, int Execution), List<HistoryTurn>> _turns = [];
    private readonly Dictionary<(long Key, int Run, string Name), List<string>> _events = [];

    /// <summary>Thrown around the next commit, once.</summary>
    public CommitPoint? CrashAt { get; set; }

    /// <summary>How many commits will find the disk full.</summary>
    public int FullFor { get; set; }

    /// <summary>Called before a commit, while nothing of it is durable.</summary>
    public Action BeforeCommit { get; set; } = () => { };

    public bool Crashed { get; set; }

    /// <summary>Tokens (inputs, payloads, reasons) of client calls, and in which runs each became durable.</summary>
    public Dictionary<string, HashSet<(long Key, int Run)>> Tokens { get; } = [];

    /// <summary>Calls that are durably asked for and have no durable outcome.</summary>
    public Dictionary<(long Key, int Run, int Execution, int TaskId), string?> OpenActivities { get; } = [];

    /// <summary>Instances that continued as new, by which the record of what came last is lost.</summary>
    public HashSet<string> Continued { get; } = [];

    public IReadOnlyCollection<InstanceRow> Rows => _rows.Values;

    public InstanceRow? Find(string id) => _keys.TryGetValue(id, out var key) ? _rows[key] : null;

    public InstanceRow? Find(long key) => _rows.GetValueOrDefault(key);

    public List<HistoryTurn> Turns(InstanceRow row) => [.. _turns.GetValueOrDefault((row.Key, row.Run, row.Execution)) ?? []];

    public List<(long Key, RuntimeStatus Status, DateTimeOffset? DueAt, bool NeedsLoad)> Live() =>
        [.. _rows.Values.Where(r => !r.HasEnded).Select(r => (r.Key, r.Status, r.DueAt, r.NeedsLoad))];

    public long LastKey() => _rows.Count == 0 ? 0 : _rows.Keys.Max();

    /// <summary>Payloads of a run's events of one name, in the order in which they became durable.</summary>
    public IReadOnlyList<string> Events(InstanceRow row, string name) => _events.GetValueOrDefault((row.Key, row.Run, name)) ?? [];

    public TimeSpan Commit(IReadOnlyList<CommitUnit> units)
    {
        BeforeCommit();
        if (FullFor > 0)
        {
            FullFor--;
            throw new SqliteException("The simulated disk is full.", 13);
        }

        Crash(CommitPoint.Before);
        foreach (var unit in units)
        {
            foreach (var write in unit.Writes)
            {
                Apply(write);
            }
        }

        Crash(CommitPoint.After);
        return TimeSpan.Zero;
    }

    public void Dispose()
    {
        // The disk outlives the process.
    }

    private void Crash(CommitPoint point)
    {
        if (CrashAt == point)
        {
            CrashAt = null;
            Crashed = true;
            throw new SimulatedCrashException();
        }
    }

    private void Apply(Write write)
    {
        switch (write)
        {
            case Write.InsertInstance { Row: var row }:
                Check(_keys.TryAdd(row.Id, row.Key) && _rows.TryAdd(row.Key, row), $"{row.Id} was inserted twice");
                break;
            case Write.UpdateInstance { Row: var row }:
                Check(_rows.TryGetValue(row.Key, out var before) && before.Id == row.Id, $"{row.Id} was updated but isn't there");
                CheckChange(before!, row);
                _rows[row.Key] = row;
                break;
            case Write.UpdateProgress { Row: var row }:
                Check(_rows.TryGetValue(row.Key, out var earlier) && earlier.Id == row.Id, $"{row.Id} progressed but isn't there");
                CheckChange(earlier!, row);
                _rows[row.Key] = earlier! with // As the file has it: what else changed would be lost.
                {
                    UpdatedAt = row.UpdatedAt,
                    Turns = row.Turns,
                    Events = row.Events,
                    DueAt = row.DueAt,
                    NeedsLoad = row.NeedsLoad,
                    CustomStatus = row.CustomStatus,
                };
                break;
            case Write.AppendTurn append:
                Append(append, HistoryCodec.Decode(append.Turn, append.Record));
                break;
            case Write.DropExecution drop:
                _turns.Remove((drop.Key, drop.Run, drop.Execution));
                Continued.Add(_rows[drop.Key].Id);
                break;
            case Write.PurgeInstance purge:
                Check(_rows.Remove(purge.Key, out var gone) && gone.HasEnded, $"{gone?.Id} was purged before its end");
                _keys.Remove(gone!.Id);

                // The key may be given out again by the next process.
                _turns.Keys.Where(k => k.Key == purge.Key).ToList().ForEach(k => _turns.Remove(k));
                _events.Keys.Where(k => k.Key == purge.Key).ToList().ForEach(k => _events.Remove(k));
                OpenActivities.Keys.Where(k => k.Key == purge.Key).ToList().ForEach(k => OpenActivities.Remove(k));
                break;
            default:
                throw new InvalidOperationException($"The simulated store doesn't know {write.GetType().Name}.");
        }
    }

    private void CheckChange(InstanceRow before, InstanceRow after)
    {
        if (before.Run != after.Run)
        {
            Check(before.HasEnded && after.Run == before.Run + 1, $"{after.Id} went from run {before.Run} ({before.Status}) to run {after.Run}");
            return;
        }

        Check(after.Execution == before.Execution || after.Execution == before.Execution + 1, $"{after.Id} went from execution {before.Execution} to {after.Execution}");
        Check(
            !before.HasEnded || before.Status == after.Status || (before.Status == RuntimeStatus.Failed && after.Status != RuntimeStatus.Pending),
            $"{after.Id} was {before.Status} and became {after.Status}");
        Check(
            before.Status is not (RuntimeStatus.Completed or RuntimeStatus.Terminated) || before.Output == after.Output, $"{after.Id} changed its outcome after its end");
        Check(
            (after.CustomStatus ?? string.Empty).StartsWith(before.CustomStatus ?? string.Empty, StringComparison.Ordinal),
            $"{after.Id} had seen '{before.CustomStatus}' and now says '{after.CustomStatus}'");
    }

    private void Append(Write.AppendTurn append, HistoryTurn turn)
    {
        var at = (append.Key, append.Run, append.Execution);
        if (!_turns.TryGetValue(at, out var turns))
        {
            _turns[at] = turns = [];
        }

        Check(turn.Number == turns.Count, $"turn {turn.Number} of {at} follows {turns.Count} turns");
        Check(turns.Count == 0 || turn.At >= turns[^1].At, $"time went back in turn {turn.Number} of {at}");
        CheckSuspension(at, turns, turn);
        turns.Add(turn);
        foreach (var input in turn.Inputs)
        {
            Note(append, input);
        }

        foreach (var scheduled in turn.Decisions.OfType<ActivityScheduled>())
        {
            OpenActivities[(append.Key, append.Run, append.Execution, scheduled.TaskId)] = scheduled.Input;
        }
    }

    private void CheckSuspension((long, int, int) at, List<HistoryTurn> turns, HistoryTurn turn)
    {
        var last = turns.Append(turn).SelectMany(t => t.Inputs).LastOrDefault(i => i is Suspended or Resumed or Terminated or Rewound);
        Check(!turn.Ran || last is not (Suspended or Terminated), $"{at} ran in turn {turn.Number} although it was {last?.Title}");
    }

    private void Note(Write.AppendTurn append, HistoryEvent input)
    {
        var run = (append.Key, append.Run);
        switch (input)
        {
            case ExecutionStarted { Input: { } text }:
                // The turn that continues as new isn't recorded: what it took shows in the transcript that it handed on.
                var parts = text.Split('|');
                Token(parts[2], run);
                foreach (var taken in parts[1].Split(';', ',').Where(e => e.StartsWith("x:", StringComparison.Ordinal) || e.StartsWith("y:", StringComparison.Ordinal)))
                {
                    Event(run, taken);
                }

                break;
            case ExternalEventRaised { Payload: { } payload }:
                Event(run, payload);
                break;
            case Suspended { Reason: { } reason }:
                Token(reason, run);
                break;
            case Resumed { Reason: { } reason }:
                Token(reason, run);
                break;
            case Terminated { Reason: { } reason }:
                Token(reason, run);
                break;
            case Rewound rewound:
                Token(rewound.Reason!, run);
                foreach (var taskId in rewound.Reopened)
                {
                    OpenActivities[(append.Key, append.Run, append.Execution, taskId)] = null;
                }

                break;
            case ActivityCompleted done:
                OpenActivities.Remove((append.Key, append.Run, append.Execution, done.TaskId));
                break;
            case ActivityFailed { RetryAt: null } failed:
                OpenActivities.Remove((append.Key, append.Run, append.Execution, failed.TaskId));
                break;
        }
    }

    /// <summary>Notes an event once: one kept over a continue-as-new is recorded again.</summary>
    private void Event((long Key, int Run) run, string payload)
    {
        Token(payload, run);
        var name = (run.Key, run.Run, payload[..1]);
        if (!_events.TryGetValue(name, out var events))
        {
            _events[name] = events = [];
        }

        if (!events.Contains(payload))
        {
            events.Add(payload);
        }
    }

    private void Token(string token, (long, int) run)
    {
        if (!Tokens.TryGetValue(token, out var runs))
        {
            Tokens[token] = runs = [];
        }

        runs.Add(run);
    }

    private void Check(bool holds, string broken)
    {
        if (!holds)
        {
            report(broken);
        }
    }
}
