using OnboardingFlow.Core.Contracts;

namespace OnboardingFlow.Core.Activities;

/// <summary>What presign gave: a sealed token, or a refusal.</summary>
/// <param name="SealedToken">Envelope of the token, or null.</param>
/// <param name="ExpiresAt">End of its life, or null.</param>
/// <param name="Refusal">Why it was refused, or null.</param>
public sealed record PresignLook(string? SealedToken, DateTimeOffset? ExpiresAt, BusinessRefusal? Refusal);
