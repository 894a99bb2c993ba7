namespace OnboardingFlow.Core.Ports;

/// <summary>Who calls an activity.</summary>
/// <param name="InstanceId">The calling instance.</param>
/// <param name="IdempotencyKey">The same for every attempt and repetition of this one call, and for no other.</param>
public sealed record ActivityContext(string InstanceId, string IdempotencyKey);
