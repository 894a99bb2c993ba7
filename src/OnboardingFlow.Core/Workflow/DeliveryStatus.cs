namespace OnboardingFlow.Core.Workflow;

/// <summary>Custom status of a delivery.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Tries">Attempts so far.</param>
public sealed record DeliveryStatus(DeliveryState State, int Tries);
