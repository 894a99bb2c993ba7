namespace OnboardingFlow.Core.Contracts;

/// <summary>Answer to ending a contract: null refusal means that no contract stands any more.</summary>
/// <param name="Refusal">Why WeChat Pay refused (a person in debt must repay first), or null.</param>
public sealed record TerminateResult(BusinessRefusal? Refusal)
{
    /// <summary>No contract stands any more.</summary>
    public static TerminateResult Done { get; } = new((BusinessRefusal?)null);
}
