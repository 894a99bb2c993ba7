namespace OnboardingFlow.Core.Intake;

/// <summary>The oldest poison messages.</summary>
/// <param name="Items">At most 32, each message id once.</param>
/// <param name="ApproximateCount">How many lie on the queue, about.</param>
public sealed record PoisonPage(IReadOnlyList<PoisonMessage> Items, int ApproximateCount);
