namespace OnboardingFlow.Core.Workflow;

/// <summary>A wish to cancel an onboarding.</summary>
/// <param name="TerminateContract">Whether a contract that was signed meanwhile is to be ended.</param>
/// <param name="SealedReason">The caller's free text, sealed, or null.</param>
public sealed record CancelRequest(bool TerminateContract, string? SealedReason);
