namespace OnboardingFlow.Core.Contracts;

/// <summary>How a contract compares with the request.</summary>
/// <param name="Kind">The verdict.</param>
/// <param name="Message">For a mismatch: what differs, without personal data.</param>
public sealed record ContractVerdict(ContractVerdictKind Kind, string? Message = null);
