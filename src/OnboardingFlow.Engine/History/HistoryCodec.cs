using OnboardingFlow.Core.Ports;
using static OnboardingFlow.Engine.History.HistoryEvent;

namespace OnboardingFlow.Engine.History;

/// <summary>
/// The stored form of a turn: a version byte, a flags byte, the time, then inputs and decisions, each with its count; an event is its kind's number
/// and its fields. Numbers of kinds are never reused.
/// </summary>
internal static class HistoryCodec
{
    private const byte Version = 1;
    private const byte RanFlag = 1;

    public static byte[] Encode(HistoryTurn turn, HistoryWriter writer)
    {
        writer.Byte(Version);
        writer.Byte(turn.Ran ? RanFlag : (byte)0);
        writer.Time(turn.At);
        WriteAll(turn.Inputs, writer);
        WriteAll(turn.Decisions, writer);
        return writer.Take();
    }

    public static HistoryTurn Decode(int number, ReadOnlySpan<byte> record)
    {
        var reader = new HistoryReader(record);
        var version = reader.Byte();
        if (version != Version)
        {
            throw new EngineStorageException($"A history record has version {version}; this release reads {Version}. Run the release that wrote it, or a newer one.");
        }

        var ran = (reader.Byte() & RanFlag) != 0;
        var turn = new HistoryTurn(number, reader.Time(), ran, ReadAll(ref reader), ReadAll(ref reader));
        return reader.AtEnd ? turn : throw HistoryReader.Damaged();
    }

    private static void WriteAll(IReadOnlyList<HistoryEvent> events, HistoryWriter w)
    {
        w.Number(events.Count);
        foreach (var e in events)
        {
            Write(e, w);
        }
    }

    private static HistoryEvent[] ReadAll(ref HistoryReader reader)
    {
        // Each event has at least one byte, so a count that lies runs into the end before it takes memory.
        var events = new List<HistoryEvent>();
        for (var left = reader.Number(); left > 0; left--)
        {
            events.Add(Read(ref reader));
        }

        return [.. events];
    }

    private static void Write(HistoryEvent e, HistoryWriter w)
    {
        switch (e)
        {
            case ExecutionStarted x: w.Byte(1); w.Text(x.Input); break;
            case ActivityCompleted x: w.Byte(2); w.Number(x.TaskId); w.Text(x.Result); break;
            case ActivityFailed x: w.Byte(3); w.Number(x.TaskId); WriteFailure(x.Failure, w); WriteOptionalTime(x.RetryAt, w); break;
            case TimerFired x: w.Byte(4); w.Number(x.TaskId); break;
            case ExternalEventRaised x: w.Byte(5); w.Text(x.Name); w.Text(x.Payload); break;
            case SubOrchestrationCompleted x: w.Byte(6); w.Number(x.TaskId); w.Text(x.Result); break;
            case SubOrchestrationFailed x: w.Byte(7); w.Number(x.TaskId); WriteFailure(x.Failure, w); break;
            case Suspended x: w.Byte(8); w.Text(x.Reason); break;
            case Resumed x: w.Byte(9); w.Text(x.Reason); break;
            case Terminated x: w.Byte(10); w.Text(x.Reason); break;
            case Rewound x: w.Byte(11); w.Text(x.Reason); WriteNumbers(x.Reopened, w); break;
            case ActivityScheduled x: w.Byte(32); w.Number(x.TaskId); w.Text(x.Name); w.Text(x.Input); break;
            case TimerCreated x: w.Byte(33); w.Number(x.TaskId); w.Time(x.FireAt); break;
            case TimerCancelled x: w.Byte(34); w.Number(x.TaskId); break;
            case SubOrchestrationScheduled x: w.Byte(35); w.Number(x.TaskId); w.Text(x.Name); w.Text(x.InstanceId); w.Text(x.Input); break;
            case InstanceStarted x: w.Byte(36); w.Number(x.TaskId); w.Text(x.Name); w.Text(x.InstanceId); w.Text(x.Input); break;
            case OrchestrationCompleted x: w.Byte(37); w.Text(x.Output); break;
            case OrchestrationFailed x: w.Byte(38); WriteFailure(x.Failure, w); break;
            case ContinuedAsNewExecution x: w.Byte(39); w.Text(x.Input); break;
            default: throw new NotSupportedException($"{e.Title} has no stored form.");
        }
    }

    private static HistoryEvent Read(ref HistoryReader r) => r.Byte() switch
    {
        1 => new ExecutionStarted(r.Text()),
        2 => new ActivityCompleted(r.Int(), r.Text()),
        3 => new ActivityFailed(r.Int(), ReadFailure(ref r), ReadOptionalTime(ref r)),
        4 => new TimerFired(r.Int()),
        5 => new ExternalEventRaised(r.RequiredText(), r.Text()),
        6 => new SubOrchestrationCompleted(r.Int(), r.Text()),
        7 => new SubOrchestrationFailed(r.Int(), ReadFailure(ref r)),
        8 => new Suspended(r.Text()),
        9 => new Resumed(r.Text()),
        10 => new Terminated(r.Text()),
        11 => new Rewound(r.Text(), ReadNumbers(ref r)),
        32 => new ActivityScheduled(r.Int(), r.RequiredText(), r.Text()),
        33 => new TimerCreated(r.Int(), r.Time()),
        34 => new TimerCancelled(r.Int()),
        35 => new SubOrchestrationScheduled(r.Int(), r.RequiredText(), r.RequiredText(), r.Text()),
        36 => new InstanceStarted(r.Int(), r.RequiredText(), r.RequiredText(), r.Text()),
        37 => new OrchestrationCompleted(r.Text()),
        38 => new OrchestrationFailed(ReadFailure(ref r)),
        39 => new ContinuedAsNewExecution(r.Text()),
        _ => throw HistoryReader.Damaged(),
    };

    private static void WriteFailure(ActivityFailure failure, HistoryWriter w)
    {
        w.Text(failure.ErrorType);
        w.Text(failure.Message);
    }

    private static ActivityFailure ReadFailure(ref HistoryReader r) => new(r.RequiredText(), r.RequiredText());

    private static void WriteOptionalTime(DateTimeOffset? time, HistoryWriter w) => w.Number(time?.UtcTicks ?? 0);

    private static DateTimeOffset? ReadOptionalTime(ref HistoryReader r) => r.Time() is { UtcTicks: > 0 } time ? time : null;

    private static void WriteNumbers(IReadOnlyList<int> numbers, HistoryWriter w)
    {
        w.Number(numbers.Count);
        foreach (var number in numbers)
        {
            w.Number(number);
        }
    }

    private static List<int> ReadNumbers(ref HistoryReader r)
    {
        var numbers = new List<int>();
        for (var left = r.Number(); left > 0; left--)
        {
            numbers.Add(r.Int());
        }

        return numbers;
    }
}
