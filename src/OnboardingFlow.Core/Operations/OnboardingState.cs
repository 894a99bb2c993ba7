using OnboardingFlow.Core.Ports;
using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Operations;

/// <summary>An onboarding as it is now.</summary>
/// <param name="Snapshot">What the engine says.</param>
/// <param name="Input">What the run was started with.</param>
/// <param name="Status">Its custom status; before the first turn, what that will be.</param>
/// <param name="Outcome">How it ended, also when an operator or an unhandled fault ended it; null while it hasn't.</param>
public sealed record OnboardingState(InstanceSnapshot Snapshot, OnboardingInput Input, OnboardingStatus Status, Outcome? Outcome)
{
    /// <summary>Instance id.</summary>
    public string Id => Snapshot.InstanceId;

    /// <summary>Channels that the end is (or will be) delivered by.</summary>
    public IReadOnlyList<string> Channels => Status.Channels.Count > 0 ? Status.Channels : Input.Settings.Channels;
}
