using Microsoft.Extensions.Logging;

namespace OnboardingFlow.Engine.Scheduling;

/// <summary>
/// The one thread that owns all instances: it takes messages, then runs the turns they call for. What it owns needs no locks, and orchestration code runs
/// on it only. It never waits for the disk to write.
/// </summary>
internal sealed class EngineLoop
{
    private readonly Mailbox<Action> _mailbox;
    private readonly IdleGate _gate;
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private readonly Action _died;
    private volatile bool _killed;

    private List<Action> _messages = [];

    public EngineLoop(IdleGate gate, ILogger logger, Action died)
    {
        (_gate, _logger, _died) = (gate, logger, died);
        _mailbox = new Mailbox<Action>(gate);
        _thread = new Thread(Run) { Name = "engine loop", IsBackground = true };
    }

    /// <summary>Called after the messages of a round.</summary>
    public Action AfterRound { private get; set; } = () => { };

    public void Start() => _thread.Start();

    /// <summary>Has the loop run something; false when it takes no more.</summary>
    public bool Post(Action message) => _mailbox.Post(message);

    /// <summary>Handles what is in and ends.</summary>
    public void Finish()
    {
        _mailbox.Close(discard: false);
        _thread.Join();
    }

    /// <summary>Ends as if the process died.</summary>
    public void Kill()
    {
        _killed = true;
        _mailbox.Close(discard: true);
        if (Thread.CurrentThread != _thread)
        {
            _thread.Join();
        }
    }

    /// <summary>One round over what is in, on the calling thread: for a loop that was not given a thread. False when nothing was in.</summary>
    public bool RunPending()
    {
        var any = !_killed && _mailbox.TryTake(ref _messages);
        if (any)
        {
            Round();
        }

        return any;
    }

    private void Run()
    {
        while (!_killed && _mailbox.Take(ref _messages))
        {
            Round();
        }
    }

    private void Round()
    {
        try
        {
            foreach (var message in _messages)
            {
                if (_killed)
                {
                    break;
                }

                message();
            }

            AfterRound();
        }
        catch (Exception e)
        {
            Log.LoopFailed(_logger, e);
            _died();
            _mailbox.Close(discard: true);
        }
        finally
        {
            _gate.Leave(_messages.Count);
        }
    }
}
