using OnboardingFlow.Core.Workflow;

namespace OnboardingFlow.Api.Onboardings;

/// <summary>How the end of a run stands with one channel.</summary>
/// <param name="Channel"><c>queue</c> or <c>webhook</c>.</param>
/// <param name="State">pending, delivered or failed.</param>
/// <param name="Tries">Attempts so far.</param>
public sealed record DeliveryView(string Channel, DeliveryState State, int Tries);
