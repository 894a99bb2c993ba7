using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Core.Operations;

/// <summary>What comes with an operation that needs nothing but a reason.</summary>
/// <param name="Reason">Free text, or null.</param>
public sealed record ReasonOrder(Sensitive? Reason);
