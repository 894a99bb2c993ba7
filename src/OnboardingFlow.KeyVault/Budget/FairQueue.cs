using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.KeyVault.Budget;

/// <summary>Waiters in the order in which they are served: people before polls, and within each class one of every organization in turn. Not thread-safe.</summary>
/// <param name="limitPerClass">How many may wait in each class, so that polls can't fill up the people's places.</param>
internal sealed class FairQueue(int limitPerClass)
{
    private readonly Lane _people = new();
    private readonly Lane _polls = new();

    public int Count => _people.Count + _polls.Count;

    public int CountOf(SigningUrgency urgency) => LaneOf(urgency).Count;

    /// <summary>False when the class is full.</summary>
    public bool TryAdd(Waiter waiter)
    {
        var lane = LaneOf(waiter.Who.Urgency);
        if (lane.Count >= limitPerClass)
        {
            return false;
        }

        lane.Add(waiter);
        return true;
    }

    /// <summary>False when it doesn't wait (any more).</summary>
    public bool Remove(Waiter waiter) => LaneOf(waiter.Who.Urgency).Remove(waiter);

    /// <summary>The next to serve, or null when nobody waits.</summary>
    public Waiter? Take() => _people.Take() ?? _polls.Take();

    private Lane LaneOf(SigningUrgency urgency) => urgency == SigningUrgency.PersonWaiting ? _people : _polls;
}
