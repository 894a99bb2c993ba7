using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Core.Operations;

/// <summary>How the end of a run stands with one channel.</summary>
/// <param name="Channel">Name of the channel.</param>
/// <param name="Status">How it stands.</param>
public sealed record ChannelDelivery(string Channel, DeliveryStatus Status);
