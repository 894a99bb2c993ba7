using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Core.Contracts;

/// <summary>Answer to a presign: a token, or a refusal.</summary>
/// <param name="Token">The token for the mini-program, or null when refused.</param>
/// <param name="ExpiresAt">End of the token's life as far as is known (about five minutes after it was asked for).</param>
/// <param name="Refusal">Why it was refused, or null.</param>
public sealed record PresignResult(Sensitive? Token, DateTimeOffset? ExpiresAt, BusinessRefusal? Refusal);
