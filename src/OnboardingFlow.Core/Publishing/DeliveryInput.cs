using OnboardingFlow.Core.Activities;

namespace OnboardingFlow.Core.Publishing;

/// <summary>Input of a delivery instance.</summary>
/// <param name="Channel">Name of the channel.</param>
/// <param name="Event">The event; null when it is to be read from <paramref name="EndOf"/> once that run has ended.</param>
/// <param name="EndOf">The run whose end is to be delivered, when the delivery was started before the end.</param>
/// <param name="Target">The request's own webhook address, or null.</param>
public sealed record DeliveryInput(string Channel, PublishedEvent? Event, EndOfRunInput? EndOf, Uri? Target);
