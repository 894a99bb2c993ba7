namespace OnboardingFlow.Api.Onboardings;

/// <summary>Addresses of an onboarding, from the host's root.</summary>
/// <param name="Self">The onboarding.</param>
/// <param name="Timeline">Its timeline.</param>
public sealed record OnboardingLinks(string Self, string Timeline)
{
    internal static OnboardingLinks Of(string id) => new(SelfOf(id), $"{SelfOf(id)}/timeline");

    internal static string SelfOf(string id) => $"/api/onboardings/{id}";
}
