using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Core.Operations;

/// <summary>A wish to cancel as it came in.</summary>
/// <param name="TerminateContract">Whether a contract that was signed meanwhile is to be ended.</param>
/// <param name="Reason">Free text, or null.</param>
public sealed record CancelOrder(bool TerminateContract, Sensitive? Reason);
