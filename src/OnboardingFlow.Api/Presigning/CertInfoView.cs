using OnboardingFlow.Core.Sealing;

namespace OnboardingFlow.Api.Presigning;

/// <summary>An identity document, as WeChat Pay's mini-program names it.</summary>
/// <param name="CertType">IDCARD.</param>
/// <param name="CertId">Its number.</param>
/// <param name="Name">The name on it, or null.</param>
public sealed record CertInfoView(string CertType, string CertId, string? Name)
{
    /// <summary>The type's name and a mask: what a person wrote or is isn't for logs.</summary>
    public override string ToString() => $"{nameof(CertInfoView)} {Sensitive.Mask}";
}
