using OnboardingFlow.Core.Ports;

namespace OnboardingFlow.Core.Activities;

/// <summary>Which person to look for, and how urgently.</summary>
/// <param name="OrganizationId">The organization.</param>
/// <param name="OutUserId">The provider's id of the person.</param>
/// <param name="Urgency">Class of the signing budget.</param>
/// <param name="StretchedBy">How far a poll had been put off; 1 when it wasn't, and null in calls of earlier releases, which didn't say.</param>
public sealed record UserInput(string OrganizationId, string OutUserId, SigningUrgency Urgency, double? StretchedBy = null);
