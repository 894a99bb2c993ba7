using OnboardingFlow.Core.Publishing;

namespace OnboardingFlow.Core.Activities;

/// <summary>One delivery.</summary>
/// <param name="Channel">Name of the channel.</param>
/// <param name="Event">The event.</param>
/// <param name="Target">The request's own address, or null.</param>
public sealed record DeliverEventInput(string Channel, PublishedEvent Event, Uri? Target);
