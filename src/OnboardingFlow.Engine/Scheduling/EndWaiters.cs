namespace OnboardingFlow.Engine.Scheduling;

/// <summary>Who waits for the end of which instance. Owned by the loop.</summary>
internal sealed class EndWaiters
{
    private readonly Dictionary<long, List<Reply<bool>>> _byKey = [];

    public void Add(long key, Reply<bool> reply)
    {
        if (!_byKey.TryGetValue(key, out var replies))
        {
            _byKey[key] = replies = [];
        }

        replies.Add(reply);
    }

    public void Remove(long key, Reply<bool> reply)
    {
        if (_byKey.TryGetValue(key, out var replies) && replies.Remove(reply) && replies.Count == 0)
        {
            _byKey.Remove(key);
        }
    }

    public void Ended(long key)
    {
        if (_byKey.Remove(key, out var replies))
        {
            replies.ForEach(reply => reply.Set(true));
        }
    }
}
