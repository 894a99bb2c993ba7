using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Core.Activities;

/// <summary>Which person to look for, and how urgently.</summary>
/// <param name="OrganizationId">The organization.</param>
/// <param name="OutUserId">The provider's id of the person.</param>
/// <param name="Urgency">Class of the signing budget.</param>
public sealed record UserInput(string OrganizationId, string OutUserId, SigningUrgency Urgency);
