namespace OnboardingFlow.Core.Index;

/// <summary>A page of onboardings, newest first.</summary>
/// <param name="Items">The rows.</param>
/// <param name="ContinuationToken">Asks for the next page; null at the end. Opaque.</param>
public sealed record OnboardingPage(IReadOnlyList<OnboardingSummary> Items, string? ContinuationToken);
