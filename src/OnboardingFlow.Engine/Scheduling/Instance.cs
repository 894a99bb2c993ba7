using OnboardingFlow.Engine.Execution;
using OnboardingFlow.Engine.History;
using OnboardingFlow.Engine.Storage;

namespace OnboardingFlow.Engine.Scheduling;

/// <summary>An instance in memory. Its row and execution are ahead of the disk by the turns that are not committed yet. Owned by the loop.</summary>
internal sealed class Instance(InstanceRow row, OrchestrationExecution? execution)
{
    public InstanceRow Row { get; set; } = row;

    /// <summary>Its code; null once it has ended.</summary>
    public OrchestrationExecution? Execution { get; set; } = execution;

    /// <summary>Inputs on record that the code has not seen yet.</summary>
    public List<HistoryEvent> Held { get; set; } = [];

    /// <summary>Inputs for the next turn.</summary>
    public List<HistoryEvent> Inbox { get; set; } = [];

    /// <summary>Who is told when the next turn is durable.</summary>
    public List<Action> Replies { get; set; } = [];

    /// <summary>Its row as the file has it, or will once what is on the way there has come; null when it is new.</summary>
    public required InstanceRow? Written { get; set; }

    /// <summary>Whether it waits for its turn.</summary>
    public bool IsQueued { get; set; }

    /// <summary>Turns on the way to the disk.</summary>
    public int Uncommitted { get; set; }

    /// <summary>Whether its removal is on the way to the disk: the id is free.</summary>
    public bool Purged { get; set; }

    /// <summary>Whether everything open must be looked after, not only what the last turn decided.</summary>
    public Activation Activation { get; set; }

    /// <summary>Its place among those in memory, most recently used first.</summary>
    public LinkedListNode<Instance>? Place { get; set; }

    public bool CanBeDropped => !IsQueued && Uncommitted == 0 && Inbox.Count == 0;
}
