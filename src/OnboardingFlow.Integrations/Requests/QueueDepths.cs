namespace OnboardingFlow.Integrations.Requests;

/// <summary>What lay on the queues at one look.</summary>
/// <param name="Requests">Messages on the request queue.</param>
/// <param name="OldestRequest">Age of the oldest that can be taken; zero when none can.</param>
/// <param name="Poison">Messages on the poison queue.</param>
/// <param name="Events">Messages on the events queue.</param>
internal sealed record QueueDepths(int Requests, TimeSpan OldestRequest, int Poison, int Events);
