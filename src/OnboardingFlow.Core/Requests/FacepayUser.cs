using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Core.Requests;

/// <summary>The person who is to pay by face.</summary>
/// <param name="OutUserId">The provider's id of the person; one per person and organization. A pseudonym.</param>
/// <param name="OrganizationId">WeChat Pay's id of the school or company; begins with <c>O</c>.</param>
/// <param name="IdentificationName">Name as on the identity document.</param>
/// <param name="Identification">The identity document.</param>
/// <param name="Phone">11 digits.</param>
public sealed record FacepayUser(
    string OutUserId, string OrganizationId, Sensitive? IdentificationName = null, Identification? Identification = null, Sensitive? Phone = null);
