namespace OnboardingFlow.Engine.Execution;

/// <summary>Everything that an execution asked for and that has no outcome yet, by task id.</summary>
internal sealed class OpenWork
{
    public Dictionary<int, OpenActivity> Activities { get; } = [];

    public Dictionary<int, OpenTimer> Timers { get; } = [];

    public Dictionary<int, OpenSubOrchestration> SubOrchestrations { get; } = [];

    public ExternalEvents Events { get; } = new();

    /// <summary>Whether anything can still wake the code.</summary>
    public bool Any => Activities.Count + Timers.Count + SubOrchestrations.Count > 0 || Events.AnyoneWaits;

    /// <summary>The earliest time at which a timer fires or an activity is tried again.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            DateTimeOffset? due = null;
            foreach (var timer in Timers.Values)
            {
                if (!timer.Firing && (due is null || timer.FireAt < due))
                {
                    due = timer.FireAt;
                }
            }

            foreach (var activity in Activities.Values)
            {
                if (activity.NextAttemptAt is { } at && (due is null || at < due))
                {
                    due = at;
                }
            }

            return due;
        }
    }
}
