using OnboardingFlow.Core.Requests;
using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Integrations.Identity;

/// <summary>What the verifier is sent: the person, named as WeChat Pay's presign body names it, in clear. The bank card stays here.</summary>
internal sealed record VerifierQuestion(
    string OrganizationId, string OutUserId, string? IdentificationName, VerifierQuestion.Document? Identification, string? Phone)
{
    public static VerifierQuestion Of(FacepayUser user) => new(
        user.OrganizationId,
        user.OutUserId,
        user.IdentificationName?.Reveal(),
        user.Identification is { } document ? new Document(document.IdentificationType, document.IdentificationNumber.Reveal()) : null,
        user.Phone?.Reveal());

    public override string ToString() => $"{nameof(VerifierQuestion)} {Sensitive.Mask}";

    /// <summary>An identity document.</summary>
    internal sealed record Document(string IdentificationType, string IdentificationNumber)
    {
        public override string ToString() => $"{nameof(Document)} {Sensitive.Mask}";
    }
}
