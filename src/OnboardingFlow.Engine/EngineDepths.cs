namespace OnboardingFlow.Engine;

/// <summary>How much is waiting where, for metrics.</summary>
/// <param name="ActivitiesQueued">Activities that wait for a free place.</param>
/// <param name="ActivitiesRunning">Activities that run now.</param>
/// <param name="CommitsQueued">Turns that wait for their commit.</param>
/// <param name="InstancesInMemory">Instances kept in memory.</param>
/// <param name="Timers">Instances that wait for a time.</param>
public sealed record EngineDepths(int ActivitiesQueued, int ActivitiesRunning, int CommitsQueued, int InstancesInMemory, int Timers);
