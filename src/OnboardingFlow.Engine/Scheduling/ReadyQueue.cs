namespace OnboardingFlow.Engine.Scheduling;

/// <summary>Instances that wait for a turn, each once. Used by the loop only.</summary>
internal sealed class ReadyQueue
{
    private readonly Queue<Instance> _instances = new();

    public bool Any => _instances.Count > 0;

    public void Add(Instance instance)
    {
        if (!instance.IsQueued)
        {
            instance.IsQueued = true;
            _instances.Enqueue(instance);
        }
    }

    /// <summary>Gives each that is there now its turn. One that is made ready meanwhile, by itself or another, waits for the next round, behind the messages.</summary>
    public void RunRound(TurnRunner turns)
    {
        for (var left = _instances.Count; left > 0; left--)
        {
            var instance = _instances.Dequeue();
            instance.IsQueued = false;
            turns.Run(instance);
        }
    }
}
