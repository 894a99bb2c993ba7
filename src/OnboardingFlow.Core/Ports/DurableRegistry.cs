using System.Collections.Frozen;

namespace OnboardingFlow.Core.Ports;

/// <summary>The orchestrations and activities that a host's engine can run, by name.</summary>
/// <param name="orchestrations">Orchestrations by name; one object serves every instance and so keeps no state.</param>
/// <param name="activities">Activities by name; one object serves every call.</param>
/// <param name="version">Version that new instances start with.</param>
public sealed class DurableRegistry(
    IReadOnlyDictionary<string, IOrchestration> orchestrations, IReadOnlyDictionary<string, IActivity> activities, string version)
{
    /// <summary>Orchestrations by name.</summary>
    public FrozenDictionary<string, IOrchestration> Orchestrations { get; } = orchestrations.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Activities by name.</summary>
    public FrozenDictionary<string, IActivity> Activities { get; } = activities.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Version that new instances start with.</summary>
    public string Version { get; } = version;
}
