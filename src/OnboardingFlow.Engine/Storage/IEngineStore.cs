using OnboardingFlow.Core.Ports;
using OnboardingFlow.Engine.History;

namespace OnboardingFlow.Engine.Storage;

/// <summary>
/// What the engine asks of its storage: the SQLite file, or in simulations a model of one that can crash anywhere. Reads are made by the loop, commits by
/// the writer.
/// </summary>
internal interface IEngineStore : IDisposable
{
    InstanceRow? Find(string id);

    InstanceRow? Find(long key);

    /// <summary>The turns of the row's current execution.</summary>
    List<HistoryTurn> Turns(InstanceRow row);

    /// <summary>What a starting engine must know of each instance that has not ended.</summary>
    List<(long Key, RuntimeStatus Status, DateTimeOffset? DueAt, bool NeedsLoad)> Live();

    long LastKey();

    /// <summary>Makes all units durable, or none and throws. Returns how long the disk took for it.</summary>
    TimeSpan Commit(IReadOnlyList<CommitUnit> units);
}
