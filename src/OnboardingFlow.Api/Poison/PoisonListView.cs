namespace OnboardingFlow.Api.Poison;

/// <summary>The oldest poison messages.</summary>
/// <param name="Items">At most 32.</param>
/// <param name="ApproximateCount">How many there are, about.</param>
public sealed record PoisonListView(IReadOnlyList<PoisonMessageView> Items, int ApproximateCount);
