namespace OnboardingFlow.KeyVault.Budget;

/// <summary>The waiters of one class: first come first served within an organization, organizations in turn. Every operation is O(1). Not thread-safe.</summary>
internal sealed class Lane
{
    private readonly Dictionary<string, LinkedListNode<Turn>> _turns = new(StringComparer.Ordinal);
    private readonly Dictionary<Waiter, LinkedListNode<Waiter>> _places = [];
    private readonly LinkedList<Turn> _round = new();

    public int Count => _places.Count;

    public void Add(Waiter waiter)
    {
        var organization = waiter.Who.OrganizationId;
        if (!_turns.TryGetValue(organization, out var turn))
        {
            turn = _round.AddLast(new Turn(organization, new LinkedList<Waiter>()));
            _turns.Add(organization, turn);
        }

        _places.Add(waiter, turn.Value.Waiters.AddLast(waiter));
    }

    public bool Remove(Waiter waiter)
    {
        if (!_places.Remove(waiter, out var place))
        {
            return false;
        }

        var turn = _turns[waiter.Who.OrganizationId];
        turn.Value.Waiters.Remove(place);
        if (turn.Value.Waiters.Count == 0)
        {
            End(turn);
        }

        return true;
    }

    public Waiter? Take()
    {
        if (_round.First is not { } turn)
        {
            return null;
        }

        var waiter = turn.Value.Waiters.First!.Value;
        turn.Value.Waiters.RemoveFirst();
        _places.Remove(waiter);
        if (turn.Value.Waiters.Count == 0)
        {
            End(turn);
        }
        else
        {
            _round.RemoveFirst();
            _round.AddLast(turn);
        }

        return waiter;
    }

    private void End(LinkedListNode<Turn> turn)
    {
        _round.Remove(turn);
        _turns.Remove(turn.Value.OrganizationId);
    }

    private sealed record Turn(string OrganizationId, LinkedList<Waiter> Waiters);
}
