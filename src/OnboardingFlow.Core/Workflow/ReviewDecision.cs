namespace OnboardingFlow.Core.Workflow;

/// <summary>A reviewer's decision.</summary>
/// <param name="Approved">Whether the person goes on.</param>
/// <param name="SealedReason">The reviewer's free text, sealed (it may name the person), or null.</param>
public sealed record ReviewDecision(bool Approved, string? SealedReason);
