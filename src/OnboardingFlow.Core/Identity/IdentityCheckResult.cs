namespace OnboardingFlow.Core.Identity;

/// <summary>What the offline checks found.</summary>
/// <param name="Refusals">Every refusal, in the order of the checks; the first gives the outcome. Empty: the person passes.</param>
/// <param name="Warnings">What passes but deserves a line in the log; free of personal data.</param>
internal sealed record IdentityCheckResult(IReadOnlyList<IdentityRefusal> Refusals, IReadOnlyList<string> Warnings);
