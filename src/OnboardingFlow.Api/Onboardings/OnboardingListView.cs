namespace OnboardingFlow.Api.Onboardings;

/// <summary>A page of onboardings, newest first.</summary>
/// <param name="Items">The onboardings, without their deliveries.</param>
/// <param name="ContinuationToken">Asks for the next page; null at the end.</param>
public sealed record OnboardingListView(IReadOnlyList<OnboardingView> Items, string? ContinuationToken);
