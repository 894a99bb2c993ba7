namespace OnboardingFlow.Emulators.Control;

/// <summary>The faults to come. They are used in the order they were asked for, each <c>count</c> times.</summary>
internal sealed class FaultBook(IReadOnlyCollection<string> kinds, IReadOnlyCollection<string> actions)
{
    internal const int MaxFaults = 1000;

    private const string Any = "*";
    private const string Notification = "notification";

    private readonly Lock _lock = new();
    private readonly List<Pending> _faults = [];
    private volatile bool _empty = true;

    /// <summary>What is wrong with a fault, or null.</summary>
    internal string? Problem(Fault fault)
    {
        if (fault.On != Any && !kinds.Contains(fault.On))
        {
            return $"on '{fault.On}': must be one of {string.Join(", ", kinds)}, *";
        }

        if (!actions.Contains(fault.Action))
        {
            return $"action '{fault.Action}': must be one of {string.Join(", ", actions)}";
        }

        if (fault.Action is FaultActions.Repeat or FaultActions.Reorder && fault.On is not (Notification or Any))
        {
            return $"action '{fault.Action}' is for notification only";
        }

        if (fault.Count is < 0 or > 1_000_000)
        {
            return $"count {fault.Count}: must be 0 (until deleted) to 1000000";
        }

        if (fault.Status is < 200 or > 599 or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified)
        {
            return $"status {fault.Status}: must be 200 to 599, but not 205 or 304";
        }

        return fault.DelayMs is < 0 or > 600_000 ? $"delay_ms {fault.DelayMs}: must be 0 to 600000" : null;
    }

    /// <exception cref="ControlException">More than <see cref="MaxFaults"/>.</exception>
    internal void Add(Fault fault)
    {
        lock (_lock)
        {
            if (_faults.Count >= MaxFaults)
            {
                throw ControlException.Conflict("TOO_MANY_FAULTS", $"more than {MaxFaults} faults: delete them first");
            }

            _faults.Add(new Pending { Fault = fault, Left = fault.Count ?? 1 });
            _empty = false;
        }
    }

    internal void Clear()
    {
        lock (_lock)
        {
            _faults.Clear();
            _empty = true;
        }
    }

    internal IReadOnlyList<Fault> List()
    {
        lock (_lock)
        {
            return [.. _faults.Select(p => p.Fault with { Count = p.Left })];
        }
    }

    /// <summary>The fault for this call, if there is one; it is used up by one.</summary>
    internal Fault? Take(string kind)
    {
        if (_empty)
        {
            return null;
        }

        lock (_lock)
        {
            var index = _faults.FindIndex(p => Fits(p.Fault, kind));
            if (index < 0)
            {
                return null;
            }

            var pending = _faults[index];
            if (pending.Left == 1)
            {
                _faults.RemoveAt(index);
                _empty = _faults.Count == 0;
            }
            else if (pending.Left > 1)
            {
                pending.Left--;
            }

            return pending.Fault;
        }
    }

    private static bool Fits(Fault fault, string kind) =>
        fault.On == kind || (fault.On == Any && (kind == Notification || fault.Action is not (FaultActions.Repeat or FaultActions.Reorder)));

    private sealed class Pending
    {
        internal required Fault Fault { get; init; }

        /// <summary>0: without end.</summary>
        internal int Left { get; set; }
    }
}
