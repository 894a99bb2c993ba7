using OnboardingFlow.Engine.Activities;

namespace OnboardingFlow.Engine.Tests.Simulation;

/// <summary>One time that an activity ran. Its number is its result, so that no two runs give the same.</summary>
internal sealed record Execution(int Number, string InstanceId, string Key, string Input, bool Fails, ActivityCall Call)
{
    public TaskCompletionSource<string?> Completion { get; } = new();
}
