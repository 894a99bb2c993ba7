namespace OnboardingFlow.Core.Ports;

/// <summary>Status of an instance, in Durable Task's words.</summary>
public enum RuntimeStatus
{
    /// <summary>Started, not yet run.</summary>
    Pending,

    /// <summary>Running or waiting.</summary>
    Running,

    /// <summary>Held by an operator.</summary>
    Suspended,

    /// <summary>Ended with an output.</summary>
    Completed,

    /// <summary>Ended by a fault that no code handled.</summary>
    Failed,

    /// <summary>Ended by an operator.</summary>
    Terminated,
}
