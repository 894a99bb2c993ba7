using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.History;
using static OnboardingFlow.Engine.History.HistoryEvent;

namespace OnboardingFlow.Engine.Execution;

/// <summary>
/// The decisions of a turn. Live, it takes them down; in a replay it holds each against the recorded one. Kind, task id and names must agree; payloads
/// and times are taken from history, so that a release may change them.
/// </summary>
internal sealed class DecisionLog
{
    private List<HistoryEvent> _made = [];
    private IReadOnlyList<HistoryEvent>? _recorded;
    private int _turn;
    private int _next;

    /// <summary>Number of the next task.</summary>
    public int NextTaskId { get; private set; }

    public bool IsReplaying => _recorded is not null;

    /// <summary>The first difference between code and history.</summary>
    public ActivityFailure? Mismatch { get; private set; }

    /// <summary>Begins a turn; <paramref name="recorded"/> is null when it is live.</summary>
    public void Begin(int turn, IReadOnlyList<HistoryEvent>? recorded)
    {
        (_turn, _recorded, _next) = (turn, recorded, 0);
        _made = [];
    }

    public int TakeTaskId() => NextTaskId++;

    /// <summary>Takes a decision down and returns the one that counts: in a replay the recorded one.</summary>
    public T Add<T>(T decision)
        where T : HistoryEvent
    {
        if (_recorded is null)
        {
            _made.Add(decision);
            return decision;
        }

        var expected = _next < _recorded.Count ? _recorded[_next] : null;
        _next++;
        if (expected is T match && match.Title == decision.Title)
        {
            return match;
        }

        Differ(expected?.Title ?? "nothing more in this turn", decision.Title);
        return decision;
    }

    /// <summary>Takes down what ends the execution; its kind decides, so a fault found in a replay hides no earlier difference.</summary>
    public void Conclude(HistoryEvent conclusion) => _ = conclusion switch
    {
        OrchestrationCompleted x => Add(x),
        ContinuedAsNewExecution x => Add(x),
        OrchestrationFailed x => Add(x),
        _ => conclusion,
    };

    /// <summary>History holds the outcome of a task that the code never asked for.</summary>
    public void Differ(string expected, string actual) => Mismatch ??= new ActivityFailure(
        EngineErrorTypes.NonDeterminism,
        $"Replay differs from history in turn {_turn}: history has {expected}, the code now did {actual}. "
        + "Deploy code that repeats the history (branch on the instance's version for what changed), then rewind.");

    /// <summary>Ends the turn and returns its decisions.</summary>
    public IReadOnlyList<HistoryEvent> End()
    {
        if (_recorded is not null && _next < _recorded.Count)
        {
            Differ(_recorded[_next].Title, "nothing");
        }

        return _recorded ?? _made;
    }
}
