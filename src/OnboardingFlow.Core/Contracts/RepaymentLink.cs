using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Core.Contracts;

/// <summary>Where a person in debt repays. Whoever holds the address can act for the person: it is handed to who asked and kept nowhere.</summary>
/// <param name="Url">The address, https.</param>
/// <param name="ExpiresAt">When it ends; null when WeChat Pay doesn't say.</param>
public sealed record RepaymentLink(Sensitive Url, DateTimeOffset? ExpiresAt);
