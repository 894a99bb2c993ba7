using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Engine.History;

/// <summary>
/// One thing that history holds: an input (what came to the instance) or a decision (what its code asked for). The set is closed; each kind has
/// its number in <see cref="HistoryCodec"/>.
/// </summary>
public abstract record HistoryEvent
{
    private HistoryEvent()
    {
    }

    /// <summary>A short name for error texts: kind, task id and name, no payload.</summary>
    public virtual string Title => GetType().Name;

    /// <summary>Input: the execution begins.</summary>
    /// <param name="Input">The orchestration's input.</param>
    public sealed record ExecutionStarted(string? Input) : HistoryEvent;

    /// <summary>Input: an activity gave its result.</summary>
    /// <param name="TaskId">The call.</param>
    /// <param name="Result">Its result.</param>
    public sealed record ActivityCompleted(int TaskId, string? Result) : HistoryEvent
    {
        /// <inheritdoc/>
        public override string Title => $"{nameof(ActivityCompleted)} #{TaskId}";
    }

    /// <summary>Input: an attempt of an activity failed.</summary>
    /// <param name="TaskId">The call.</param>
    /// <param name="Failure">Why.</param>
    /// <param name="RetryAt">When the next attempt is due; null when there is none and the call failed for good.</param>
    public sealed record ActivityFailed(int TaskId, ActivityFailure Failure, DateTimeOffset? RetryAt) : HistoryEvent
    {
        /// <inheritdoc/>
        public override string Title => $"{nameof(ActivityFailed)} #{TaskId}";
    }

    /// <summary>Input: a durable timer fired.</summary>
    /// <param name="TaskId">The timer.</param>
    public sealed record TimerFired(int TaskId) : HistoryEvent
    {
        /// <inheritdoc/>
        public override string Title => $"{nameof(TimerFired)} #{TaskId}";
    }

    /// <summary>Input: an external event came.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Payload">Its payload.</param>
    public sealed record ExternalEventRaised(string Name, string? Payload) : HistoryEvent
    {
        /// <inheritdoc/>
        public override string Title => $"{nameof(ExternalEventRaised)} '{Name}'";
    }

    /// <summary>Input: a sub-orchestration completed.</summary>
    /// <param name="TaskId">The call.</param>
    /// <param name="Result">Its output.</param>
    public sealed record SubOrchestrationCompleted(int TaskId, string? Result) : HistoryEvent
    {
        /// <inheritdoc/>
        public override string Title => $"{nameof(SubOrchestrationCompleted)} #{TaskId}";
    }

    /// <summary>Input: a sub-orchestration failed or was terminated.</summary>
    /// <param name="TaskId">The call.</param>
    /// <param name="Failure">Why.</param>
    public sealed record SubOrchestrationFailed(int TaskId, ActivityFailure Failure) : HistoryEvent
    {
        /// <inheritdoc/>
        public override string Title => $"{nameof(SubOrchestrationFailed)} #{TaskId}";
    }

    /// <summary>Input: an operator held the instance.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Suspended(string? Reason) : HistoryEvent;

    /// <summary>Input: an operator let it go on.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Resumed(string? Reason) : HistoryEvent;

    /// <summary>Input: an operator ended it.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Terminated(string? Reason) : HistoryEvent;

    /// <summary>Input: an operator let a failed instance run on.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Reopened">Calls whose failure no longer counts and that run again.</param>
    public sealed record Rewound(string? Reason, IReadOnlyList<int> Reopened) : HistoryEvent;

    /// <summary>Decision: run an activity.</summary>
    /// <param name="TaskId">Number of the call in this execution.</param>
    /// <param name="Name">The activity.</param>
    /// <param name="Input">Its input.</param>
    public sealed record ActivityScheduled(int TaskId, string Name, string? Input) : HistoryEvent
    {
        /// <inheritdoc/>
        public override string Title => $"{nameof(ActivityScheduled)} #{TaskId} '{Name}'";
    }

    /// <summary>Decision: wake at a time.</summary>
    /// <param name="TaskId">Number of the timer in this execution.</param>
    /// <param name="FireAt">When.</param>
    public sealed record TimerCreated(int TaskId, DateTimeOffset FireAt) : HistoryEvent
    {
        /// <inheritdoc/>
        public override string Title => $"{nameof(TimerCreated)} #{TaskId}";
    }

    /// <summary>Decision: that timer is no longer wanted.</summary>
    /// <param name="TaskId">The timer.</param>
    public sealed record TimerCancelled(int TaskId) : HistoryEvent
    {
        /// <inheritdoc/>
        public override string Title => $"{nameof(TimerCancelled)} #{TaskId}";
    }

    /// <summary>Decision: run another orchestration and wait for it.</summary>
    /// <param name="TaskId">Number of the call in this execution.</param>
    /// <param name="Name">The orchestration.</param>
    /// <param name="InstanceId">Id of its instance.</param>
    /// <param name="Input">Its input.</param>
    public sealed record SubOrchestrationScheduled(int TaskId, string Name, string InstanceId, string? Input) : HistoryEvent
    {
        /// <inheritdoc/>
        public override string Title => $"{nameof(SubOrchestrationScheduled)} #{TaskId} '{Name}' as '{InstanceId}'";
    }

    /// <summary>Decision: start another instance that lives its own life.</summary>
    /// <param name="TaskId">Number of the call in this execution.</param>
    /// <param name="Name">The orchestration.</param>
    /// <param name="InstanceId">Id of its instance.</param>
    /// <param name="Input">Its input.</param>
    public sealed record InstanceStarted(int TaskId, string Name, string InstanceId, string? Input) : HistoryEvent
    {
        /// <inheritdoc/>
        public override string Title => $"{nameof(InstanceStarted)} #{TaskId} '{Name}' as '{InstanceId}'";
    }

    /// <summary>Decision: the orchestration returned.</summary>
    /// <param name="Output">What it returned.</param>
    public sealed record OrchestrationCompleted(string? Output) : HistoryEvent;

    /// <summary>Decision: the orchestration threw, or the engine stopped it.</summary>
    /// <param name="Failure">Why.</param>
    public sealed record OrchestrationFailed(ActivityFailure Failure) : HistoryEvent;

    /// <summary>Decision: a new execution follows.</summary>
    /// <param name="Input">Its input.</param>
    public sealed record ContinuedAsNewExecution(string? Input) : HistoryEvent;
}
