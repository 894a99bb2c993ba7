namespace OnboardingFlow.Engine.Scheduling;

/// <summary>Who waits for the end of which instance. Owned by the loop.</summary>
internal sealed class EndWaiters
{
    private readonly Dictionary<string, List<Reply<bool>>> _byId = new(StringComparer.Ordinal);

    public void Add(string id, Reply<bool> reply)
    {
        if (!_byId.TryGetValue(id, out var replies))
        {
            _byId[id] = replies = [];
        }

        replies.Add(reply);
    }

    public void Remove(string id, Reply<bool> reply)
    {
        if (_byId.TryGetValue(id, out var replies) && replies.Remove(reply) && replies.Count == 0)
        {
            _byId.Remove(id);
        }
    }

    public void Ended(string id)
    {
        if (_byId.Remove(id, out var replies))
        {
            replies.ForEach(reply => reply.Set(true));
        }
    }
}
