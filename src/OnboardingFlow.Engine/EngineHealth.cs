namespace OnboardingFlow.Engine;

/// <summary>Whether the engine can make things durable, for readiness checks.</summary>
public sealed class EngineHealth
{
    private volatile string? _problem = "the engine has not started";

    /// <summary>What is wrong, or null. While something is, starts and events are refused; what was accepted is kept.</summary>
    public string? Problem => _problem;

    /// <summary>Whether the engine takes work.</summary>
    public bool IsReady => _problem is null;

    internal void Recovered() => _problem = null;

    /// <summary>Returns whether it was well before.</summary>
    internal bool Failed(string problem)
    {
        var wasWell = _problem is null;
        _problem = problem;
        return wasWell;
    }
}
