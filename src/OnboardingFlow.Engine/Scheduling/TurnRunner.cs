using Microsoft.Extensions.Logging;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.History;
using OnboardingFlow.Engine.Storage;
using static OnboardingFlow.Engine.History.HistoryEvent;

namespace OnboardingFlow.Engine.Scheduling;

/// <summary>Runs one turn of an instance and hands what it changed to the writer as one unit.</summary>
internal sealed class TurnRunner(
    ExecutionFactory executions, ChildStarter children, TimerQueue timers, CommitWriter writer, EngineOptions options, TimeProvider time, ILogger logger)
{
    private readonly HistoryWriter _encoder = new();

    /// <summary>Called on the loop when a turn is durable, with the row as that turn left it.</summary>
    public required Action<Instance, InstanceRow, IReadOnlyList<HistoryEvent>> Committed { private get; init; }

    public void Run(Instance instance)
    {
        var inputs = instance.Inbox;
        var waits = instance.Row.HasEnded || instance.Row.Status == RuntimeStatus.Suspended;
        if (inputs.Count == 0 && (waits || (instance.Held.Count == 0 && instance.Execution?.Fault is null)))
        {
            return;
        }

        instance.Inbox = [];
        var unit = new CommitUnit();
        unit.Replies.AddRange(instance.Replies);
        instance.Replies.Clear();

        var row = instance.Row;
        var at = Later(time.GetUtcNow(), row.UpdatedAt);
        var decisions = waits ? Hold(instance, inputs) : Decide(instance, inputs, at);
        var turn = new HistoryTurn(row.Turns, at, !waits, inputs, decisions);
        row = Follow(instance, row, turn);
        children.Start(instance, decisions, at, unit);
        if (decisions is [.., ContinuedAsNewExecution next])
        {
            row = ContinueAsNew(instance, row, next, unit);
        }
        else
        {
            Append(row, turn, unit);
        }

        Commit(instance, row, decisions, unit);
    }

    /// <summary>Adds a turn to the history of the row's execution.</summary>
    public void Append(InstanceRow row, HistoryTurn turn, CommitUnit unit) =>
        unit.Writes.Add(new Write.AppendTurn(row.Key, row.Run, row.Execution, turn.Number, HistoryCodec.Encode(turn, _encoder)));

    /// <summary>Writes the row as it is now and sends the unit off.</summary>
    public void Commit(Instance instance, InstanceRow row, IReadOnlyList<HistoryEvent> decisions, CommitUnit unit)
    {
        var runs = !row.HasEnded && row.Status != RuntimeStatus.Suspended;
        var open = instance.Execution?.Open;
        row = row with
        {
            DueAt = runs ? open?.NextDue : null,
            NeedsLoad = runs && (instance.Held.Count > 0 || open is { Activities.Count: > 0 } or { SubOrchestrations.Count: > 0 }),
        };
        unit.Writes.Insert(0, instance.Written switch
        {
            null => new Write.InsertInstance(row),
            var written when row.OnlyProgressedFrom(written) => new Write.UpdateProgress(row),
            _ => new Write.UpdateInstance(row),
        });
        instance.Written = row;
        instance.Row = row;
        timers.Set(row.Key, row.DueAt);
        if (row.HasEnded)
        {
            instance.Execution = null;
            instance.Held = [];
        }

        instance.Uncommitted++;
        unit.Committed = () =>
        {
            instance.Uncommitted--;
            Committed(instance, row, decisions);
        };
        writer.Enqueue(unit);
    }

    private static HistoryEvent[] Hold(Instance instance, List<HistoryEvent> inputs)
    {
        instance.Held.AddRange(inputs);
        return [];
    }

    private IReadOnlyList<HistoryEvent> Decide(Instance instance, List<HistoryEvent> inputs, DateTimeOffset at)
    {
        var row = instance.Row;
        if (row.Events + inputs.Count > options.HistoryLimit)
        {
            return [new OrchestrationFailed(new ActivityFailure(
                EngineErrorTypes.LimitExceeded,
                $"Its execution has {row.Events} history events and would pass the limit of {options.HistoryLimit}. Deploy code that continues as new more often, "
                + "or raise Engine:HistoryLimit, then rewind."))];
        }

        List<HistoryEvent> applied = instance.Held.Count == 0 ? inputs : [.. instance.Held, .. inputs];
        instance.Held = [];
        return instance.Execution!.RunLive(row.Turns, at, applied);
    }

    /// <summary>The row after the turn.</summary>
    private InstanceRow Follow(Instance instance, InstanceRow row, HistoryTurn turn)
    {
        var events = row.Events + turn.Inputs.Count + turn.Decisions.Count;
        if (row.Events < options.HistoryWarning && events >= options.HistoryWarning)
        {
            Log.LongHistory(logger, row.Id, events, options.HistoryLimit);
        }

        row = row with { Turns = row.Turns + 1, Events = events, UpdatedAt = turn.At };
        if (!turn.Ran)
        {
            return row;
        }

        if (instance.Execution!.TakeCustomStatus(out var customStatus))
        {
            row = row with { CustomStatus = customStatus };
        }

        switch (turn.Decisions is [.., var last] ? last : null)
        {
            case OrchestrationCompleted completed:
                return row with { Status = RuntimeStatus.Completed, Output = completed.Output };
            case OrchestrationFailed failed:
                Log.InstanceFailed(logger, row.Id, failed.Failure.ErrorType, failed.Failure.Message);
                return row with { Status = RuntimeStatus.Failed, Failure = failed.Failure };
            default:
                return row with { Status = RuntimeStatus.Running };
        }
    }

    /// <summary>
    /// The next execution begins with a turn that only records its inputs: the start, and the events that nobody took. Its code runs after the commit, so an
    /// orchestration that never waits can't run ahead of the disk.
    /// </summary>
    private InstanceRow ContinueAsNew(Instance instance, InstanceRow row, ContinuedAsNewExecution next, CommitUnit unit)
    {
        unit.Writes.Add(new Write.DropExecution(row.Key, row.Run, row.Execution));
        HistoryEvent[] inputs = [new ExecutionStarted(next.Input), .. instance.Execution!.Open.Events.Buffered];
        row = row with { Execution = row.Execution + 1, Turns = 1, Events = inputs.Length };
        Append(row, new HistoryTurn(0, row.UpdatedAt, false, inputs, []), unit);
        instance.Execution = executions.Fresh(row);
        instance.Held = [.. inputs];
        return row;
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
