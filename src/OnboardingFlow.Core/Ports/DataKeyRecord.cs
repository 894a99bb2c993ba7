namespace OnboardingFlow.Core.Ports;

/// <summary>One wrapped data key as stored.</summary>
/// <param name="KeyId">Random id, named by the envelopes that it seals.</param>
/// <param name="InstanceId">The onboarding it belongs to.</param>
/// <param name="Wrapped">The wrapped key.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record DataKeyRecord(string KeyId, string InstanceId, WrappedKey Wrapped, DateTimeOffset CreatedAt);
