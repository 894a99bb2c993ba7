using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Core.Operations;

/// <summary>A reviewer's decision as it came in.</summary>
/// <param name="Approve">Whether the person goes on.</param>
/// <param name="Reason">Free text, or null.</param>
public sealed record ReviewOrder(bool Approve, Sensitive? Reason);
