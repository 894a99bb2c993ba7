using CsCheck;
using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.History;
using static OnboardingFlow.Engine.History.HistoryEvent;

namespace OnboardingFlow.Engine.Tests;

public sealed class HistoryCodecTests
{
    private static readonly Gen<string?> Payload = Gen.OneOf(Gen.Const((string?)null), Gen.String.Select(s => (string?)s.Replace("\ud800", "", StringComparison.Ordinal)), Gen.Const((string?)"签约"));
    private static readonly Gen<string> Name = Gen.String[Gen.Char.AlphaNumeric, 1, 40];
    private static readonly Gen<int> Task = Gen.Int[0, int.MaxValue];
    private static readonly Gen<DateTimeOffset> Time = Gen.Long[1, DateTimeOffset.MaxValue.UtcTicks].Select(t => new DateTimeOffset(t, TimeSpan.Zero));
    private static readonly Gen<ActivityFailure> Failure = Gen.Select(Name, Name, (t, m) => new ActivityFailure(t, m));

    private static readonly Gen<HistoryEvent> Event = Gen.OneOf(
        Payload.Select(p => (HistoryEvent)new ExecutionStarted(p)),
        Gen.Select(Task, Payload, (t, p) => (HistoryEvent)new ActivityCompleted(t, p)),
        Gen.Select(Task, Failure, Time, (t, f, at) => (HistoryEvent)new ActivityFailed(t, f, at)),
        Gen.Select(Task, Failure, (t, f) => (HistoryEvent)new ActivityFailed(t, f, null)),
        Task.Select(t => (HistoryEvent)new TimerFired(t)),
        Gen.Select(Name, Payload, (n, p) => (HistoryEvent)new ExternalEventRaised(n, p)),
        Gen.Select(Task, Payload, (t, p) => (HistoryEvent)new SubOrchestrationCompleted(t, p)),
        Gen.Select(Task, Failure, (t, f) => (HistoryEvent)new SubOrchestrationFailed(t, f)),
        Payload.Select(p => (HistoryEvent)new Suspended(p)),
        Payload.Select(p => (HistoryEvent)new Resumed(p)),
        Payload.Select(p => (HistoryEvent)new Terminated(p)),
        Gen.Select(Task, Name, Payload, (t, n, p) => (HistoryEvent)new ActivityScheduled(t, n, p)),
        Gen.Select(Task, Time, (t, at) => (HistoryEvent)new TimerCreated(t, at)),
        Task.Select(t => (HistoryEvent)new TimerCancelled(t)),
        Gen.Select(Task, Name, Name, Payload, (t, n, i, p) => (HistoryEvent)new SubOrchestrationScheduled(t, n, i, p)),
        Gen.Select(Task, Name, Name, Payload, (t, n, i, p) => (HistoryEvent)new InstanceStarted(t, n, i, p)),
        Payload.Select(p => (HistoryEvent)new OrchestrationCompleted(p)),
        Failure.Select(f => (HistoryEvent)new OrchestrationFailed(f)),
        Payload.Select(p => (HistoryEvent)new ContinuedAsNewExecution(p)));

    private static readonly Gen<HistoryTurn> Turn = Gen.Select(
        Gen.Int[0, 1000], Time, Gen.Bool, Event.Array[0, 5], Event.Array[0, 5], (n, at, ran, inputs, decisions) => new HistoryTurn(n, at, ran, inputs, decisions));

    [Fact]
    public void What_is_written_is_read_again() => Turn.Sample(turn =>
    {
        var read = HistoryCodec.Decode(turn.Number, HistoryCodec.Encode(turn, new HistoryWriter()));

        Assert.Equal((turn.Number, turn.At, turn.Ran), (read.Number, read.At, read.Ran));
        Assert.Equal(turn.Inputs, read.Inputs);
        Assert.Equal(turn.Decisions, read.Decisions);
    });

    [Fact]
    public void A_rewind_is_written_with_the_calls_it_reopened()
    {
        var turn = new HistoryTurn(3, DateTimeOffset.UnixEpoch, true, [new Rewound("why", [1, 500])], []);

        var read = Assert.IsType<Rewound>(Assert.Single(HistoryCodec.Decode(3, HistoryCodec.Encode(turn, new HistoryWriter())).Inputs));

        Assert.Equal("why", read.Reason);
        Assert.Equal([1, 500], read.Reopened);
    }

    [Fact]
    public void A_record_that_ends_too_early_is_told_never_misread() => Turn.Sample(turn =>
    {
        var record = HistoryCodec.Encode(turn, new HistoryWriter());
        for (var length = 0; length < record.Length; length++)
        {
            Assert.Throws<EngineStorageException>(() => HistoryCodec.Decode(0, record.AsSpan(0, length)));
        }
    }, iter: 200);

    [Fact]
    public void A_record_of_a_newer_version_is_told() => Assert.Contains(
        "version 200", Assert.Throws<EngineStorageException>(() => HistoryCodec.Decode(0, [200, 0, 0])).Message, StringComparison.Ordinal);
}
