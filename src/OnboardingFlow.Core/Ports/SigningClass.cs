namespace OnboardingFlow.Core.Ports;

/// <summary>For whom a private-key operation is: decides the order in which a short budget is given out.</summary>
/// <param name="Urgency">Person waiting before poll.</param>
/// <param name="OrganizationId">The budget is shared out fairly among organizations.</param>
public sealed record SigningClass(SigningUrgency Urgency, string OrganizationId);
