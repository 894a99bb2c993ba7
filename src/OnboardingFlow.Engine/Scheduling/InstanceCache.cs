using OnboardingFlow.Engine.Storage;

namespace OnboardingFlow.Engine.Scheduling;

/// <summary>The instances in memory, by id and by key. Those least recently used are dropped beyond the limit and rebuilt by replay when needed.</summary>
internal sealed class InstanceCache(IEngineStore store, ExecutionFactory executions, int limit)
{
    private readonly Dictionary<string, Instance> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<long, Instance> _byKey = [];
    private readonly LinkedList<Instance> _byUse = new();

    public int Count => _byUse.Count;

    /// <summary>The instance with that id, or null; one that is being purged doesn't count.</summary>
    public Instance? Find(string id)
    {
        if (_byId.TryGetValue(id, out var known))
        {
            return known.Purged ? null : Touch(known);
        }

        return store.Find(id) is { } row ? Add(executions.Load(row, store.Turns)) : null;
    }

    public Instance? Find(long key)
    {
        if (_byKey.TryGetValue(key, out var known))
        {
            return known.Purged ? null : Touch(known);
        }

        // A row whose id is known under another key is one that is being purged.
        return store.Find(key) is { } row && !_byId.ContainsKey(row.Id) ? Add(executions.Load(row, store.Turns)) : null;
    }

    /// <summary>Adds an instance; it takes the place of an earlier one with its id.</summary>
    public Instance Add(Instance instance)
    {
        if (_byId.TryGetValue(instance.Row.Id, out var earlier))
        {
            Remove(earlier);
        }

        _byId[instance.Row.Id] = instance;
        _byKey[instance.Row.Key] = instance;
        instance.Place = _byUse.AddFirst(instance);
        return instance;
    }

    /// <summary>Drops an instance from memory, if it is there.</summary>
    public void Remove(Instance instance)
    {
        if (instance.Place is { } place)
        {
            _byUse.Remove(place);
            instance.Place = null;
            _byId.Remove(instance.Row.Id);
            _byKey.Remove(instance.Row.Key);
        }
    }

    /// <summary>Drops the least recently used until the limit is kept or all that are left have work under way.</summary>
    public void Trim()
    {
        var place = _byUse.Last;
        while (_byUse.Count > limit && place is not null)
        {
            var previous = place.Previous;
            if (place.Value.CanBeDropped)
            {
                Remove(place.Value);
            }

            place = previous;
        }
    }

    private Instance Touch(Instance instance)
    {
        if (instance.Place is { } place && _byUse.First != place)
        {
            _byUse.Remove(place);
            _byUse.AddFirst(place);
        }

        return instance;
    }
}
