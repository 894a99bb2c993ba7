using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Engine.Activities;

/// <summary>An attempt of an activity call, handed to the pool.</summary>
internal sealed record ActivityWork(ActivityCall Call, string Name, string? Input, int Attempt, ActivityContext Context);
